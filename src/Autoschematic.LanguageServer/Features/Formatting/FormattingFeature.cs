using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.References;

namespace Autoschematic.LanguageServer.Features.Formatting;

/// <summary>Formats RON documents exactly as `autoschematic fmt` does; one with syntax errors stays as it is.</summary>
internal sealed class FormattingFeature(ServerContext context) : IFeature
{
    public void Declare(ServerCapabilities capabilities)
    {
        capabilities.DocumentFormattingProvider = true;
        capabilities.DocumentRangeFormattingProvider = true;
        capabilities.DocumentOnTypeFormattingProvider = new("\n", [")", "]", "}"]);
    }

    public void Register(RpcMethods methods)
    {
        methods.OnRequest("textDocument/formatting", LspJson.Default.DocumentParams, LspJson.Default.IReadOnlyListTextEdit,
            parameters => Prepare(parameters.TextDocument, document => FormatEdits.Of(document.Tree!)));
        methods.OnRequest("textDocument/rangeFormatting", LspJson.Default.DocumentRangeParams, LspJson.Default.IReadOnlyListTextEdit,
            parameters => Prepare(parameters.TextDocument, document =>
            {
                var range = document.Text.SpanOf(parameters.Range);
                return FormatEdits.Of(document.Tree!).Where(edit => edit.Span.Start <= range.End && edit.Span.End >= range.Start);
            }));
        methods.OnRequest("textDocument/onTypeFormatting", LspJson.Default.OnTypeFormattingParams, LspJson.Default.IReadOnlyListTextEdit,
            parameters => Prepare(parameters.TextDocument, document =>
            {
                var caret = document.Text.OffsetOf(parameters.Position);
                return parameters.Ch == "\n" ? TypedText.AfterLineBreak(document.Tree!, caret) : TypedText.AfterBracket(document.Tree!, caret);
            }));
    }

    private Func<CancellationToken, Task<IReadOnlyList<TextEdit>>> Prepare(
        TextDocumentIdentifier identifier, Func<Document, IEnumerable<TextReplacement>> edit)
    {
        var document = context.Documents.Current.Find(identifier.Uri);
        return _ => Task.FromResult<IReadOnlyList<TextEdit>>(
            document is { Format: BodyFormat.Ron } ? [.. edit(document).Select(replacement => replacement.In(document.Text))] : []);
    }
}
