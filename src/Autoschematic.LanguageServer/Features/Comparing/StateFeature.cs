using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>Shows how a file compares with the remote side: as lenses where the client has the commands for them, else as a hint.</summary>
internal sealed class StateFeature(ServerContext context, StateKeeper states) : IFeature
{
    public void Declare(ServerCapabilities capabilities)
    {
        capabilities.CodeLensProvider = context.Options.CodeLens ? new() : null;
        capabilities.InlayHintProvider = !context.Options.CodeLens;
    }

    public void Register(RpcMethods methods)
    {
        methods.OnRequest("textDocument/codeLens", LspJson.Default.DocumentParams, LspJson.Default.IReadOnlyListCodeLens, parameters =>
        {
            var lenses = context.Documents.Current.Find(parameters.TextDocument.Uri) is { } document ? LensesOf(document) : [];
            return _ => Task.FromResult(lenses);
        });
        methods.OnRequest("textDocument/inlayHint", LspJson.Default.InlayHintParams, LspJson.Default.IReadOnlyListInlayHint, parameters =>
        {
            var hints = context.Documents.Current.Find(parameters.TextDocument.Uri) is { } document ? HintsOf(document) : [];
            return _ => Task.FromResult(hints);
        });
    }

    private IReadOnlyList<CodeLens> LensesOf(Document document)
    {
        if (document.Uri.Path is not { } path || states.Find(path) is not { } state)
        {
            return [];
        }

        var top = document.Text.RangeOf(new(0, 0));
        CodeLens Lens(string title, string command) => new(top, new(title, command, [document.Uri.Text]));
        return state.Word switch
        {
            "drifted" =>
            [
                Lens($"$(diff) {state.Text}", "autoschematic.compareWithRemote"),
                Lens("$(cloud-download) Pull", "autoschematic.pull"),
                Lens("$(list-tree) Plan", "autoschematic.plan"),
            ],
            "not_created" => [Lens($"$(add) {state.Text}", "autoschematic.plan")],
            "in_sync" => [Lens($"$(check) {state.Text}", "autoschematic.compareWithRemote")],
            _ => [Lens(state.Text, "autoschematic.plan")],
        };
    }

    private IReadOnlyList<InlayHint> HintsOf(Document document)
        => document.Uri.Path is { } path && states.Find(path) is { } state
            ? [new(document.Text.PositionOf(document.Text.GetUtf16Offset(0, int.MaxValue)), state.Text, state.Lines.Count > 0 ? string.Join('\n', state.Lines) : null, PaddingLeft: true)]
            : [];
}
