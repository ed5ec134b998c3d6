using System.Text;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Diffs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>A repository with one prefix `main` and one fake connector `cloud`, and words for results.</summary>
internal sealed class VerbScenario : IDisposable
{
    public const string Config = """
        AutoschematicConfig(
            prefixes: {
                "main": Prefix(
                    connectors: [
                        Connector(
                            shortname: "cloud",
                            spec: Binary(path: "cloud", protocol: Grpc),
                            env: {"TOKEN": "env://TOKEN"},
                        ),
                    ],
                ),
            },
        )
        """;

    public VerbScenario(params (string Path, string Content)[] files)
    {
        Repository = TestWorkspace.Create([("autoschematic.ron", Config), .. files]);
        Repository.Host = Repository.Host with
        {
            Variables = new Dictionary<string, string>(Repository.Host.Variables) { ["TOKEN"] = "a secret of the host" },
        };
        Cloud = new FakeCloud();
        Connector = new FakeConnector("cloud", Cloud);
        Pool = FakePool.With("main", Connector);
    }

    public TestWorkspace Repository { get; }

    public FakeCloud Cloud { get; }

    public FakeConnector Connector { get; }

    public FakePool Pool { get; }

    public Task<Workspace> OpenAsync() => Repository.OpenAsync();

    public static void Ignore(WorkflowEvent item)
    {
    }

    /// <summary>Diagnostics, one a line: severity, code, place and message.</summary>
    public static string Describe(IEnumerable<Diagnostic> diagnostics)
        => string.Join('\n', diagnostics.Select(found => $"{found.Severity} {found.Code} {found.Message}".Replace('\n', ' ')));

    /// <summary>Every tracked or untracked file with its content, `.git` and the configuration left out.</summary>
    public string Tree()
    {
        var tree = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal) && file != "autoschematic.ron")
            .Order(StringComparer.Ordinal))
        {
            tree.Append("== ").Append(file).Append('\n').Append(Repository.Read(file)).Append('\n');
        }

        return tree.ToString().TrimEnd('\n');
    }

    public static string Describe(BodyDiff? diff) => diff switch
    {
        BodyDiff.Fields fields => string.Join("; ", fields.Changes.Select(change => $"{change.Path}: {change.Old ?? "-"} -> {change.New ?? "-"}")),
        BodyDiff.Lines lines => string.Join("; ", lines.Hunks.SelectMany(hunk => hunk.Lines)
            .Where(line => line.Kind is LineChangeKind.Added or LineChangeKind.Removed)
            .Select(line => (line.Kind == LineChangeKind.Added ? "+" : "-") + line.Text)),
        BodyDiff.Binary binary => $"{binary.OldSize} -> {binary.NewSize} bytes",
        _ => "none",
    };

    public void Dispose() => Repository.Dispose();
}
