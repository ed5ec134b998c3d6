using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Selections;

/// <summary>A repository with two prefixes, and selections shown as text.</summary>
internal sealed class SelectionScenario : IDisposable
{
    public const string Config = """
        AutoschematicConfig(prefixes: {
            "main": Prefix(connectors: [
                Connector(shortname: "grafana", spec: PythonLocal(path: "main/connector.py")),
                Connector(shortname: "dns", spec: Binary(path: "dns")),
            ], env_file: "main/settings.env"),
            "apps/eu": Prefix(connectors: [Connector(shortname: "aws", spec: Binary(path: "aws"))]),
        })
        """;

    public SelectionScenario(string config = Config, params (string Path, string Content)[] files)
        => Test = TestWorkspace.Create([("autoschematic.ron", config), .. files]);

    public TestWorkspace Test { get; }

    public static SelectionMode Staged => new SelectionMode.Staged();

    public static SelectionMode All => new SelectionMode.All();

    public SelectionMode Paths(params string[] arguments) => new SelectionMode.Paths(arguments, Test.Root);

    public async Task<string> ShowAsync(SelectionMode mode) => await ShowAsync(new SelectionRequest(mode));

    /// <summary>Every file with its change, desired and base body; then orphans and diagnostics.</summary>
    public async Task<string> ShowAsync(SelectionRequest request, string? startDirectory = null)
    {
        var workspace = await Test.OpenAsync(startDirectory);
        var bag = new DiagnosticBag();
        var text = new StringBuilder();
        var result = await SelectionBuilder.BuildAsync(workspace, request, bag, default);
        if (result is SelectionResult.Ready ready)
        {
            await using var selection = ready.Selection;
            await PrintAsync(selection, text, bag);
        }
        else
        {
            text.Append(result.GetType().Name).Append('\n');
        }

        foreach (var diagnostic in bag)
        {
            text.Append(diagnostic.Severity).Append(' ').Append(diagnostic.Code).Append(": ").Append(diagnostic.Message);
            text.Append(diagnostic.Hint is null ? "" : $" ({diagnostic.Hint})").Append('\n');
        }

        return text.ToString().TrimEnd('\n').Replace(Test.Root, "ROOT", StringComparison.Ordinal);
    }

    public async Task<Selection> BuildAsync(SelectionRequest request, Workspace workspace)
    {
        var bag = new DiagnosticBag();
        return await SelectionBuilder.BuildAsync(workspace, request, bag, default) is SelectionResult.Ready ready
            ? ready.Selection
            : throw new InvalidOperationException(string.Join('\n', bag));
    }

    public void Dispose() => Test.Dispose();

    private static async Task PrintAsync(Selection selection, StringBuilder text, DiagnosticBag bag)
    {
        foreach (var file in selection.Files)
        {
            text.Append(file.Change).Append(' ').Append(file.Prefix).Append(" : ").Append(file.Address);
            text.Append(" [").Append(Show(await selection.ReadBaseAsync(file, bag, default)));
            text.Append(" → ").Append(Show(await selection.ReadDesiredAsync(file, bag, default))).Append(']');
            text.Append(file.DiffersFromIndex ? " dirty" : "").Append(file.IsOrphan ? " orphan" : "").Append('\n');
        }

        foreach (var orphan in selection.Orphans)
        {
            text.Append("orphan ").Append(orphan.Prefix).Append(" : ").Append(orphan.Address).Append('\n');
        }

        foreach (var output in selection.DeletedOutputs)
        {
            text.Append("deleted output ").Append(output).Append('\n');
        }
    }

    private static string Show(ReadOnlyMemory<byte>? body) => body is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "-";
}
