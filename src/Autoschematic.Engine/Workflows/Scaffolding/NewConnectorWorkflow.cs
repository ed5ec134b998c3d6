using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Scaffolding;

/// <summary>Begins a connector: its folder with a connector that works, and its entry in the configuration; all of it or nothing.</summary>
public sealed class NewConnectorWorkflow(LocalPackages packages)
{
    private static readonly RepoPath ConfigFile = RepoPath.Parse(RepositoryConfig.FileName);

    public async Task<NewConnectorResult> RunAsync(
        Workspace workspace, NewConnectorRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (ConnectorNames.ProblemOf(request.Name) is { } problem)
        {
            diagnostics.Add(ScaffoldingDiagnostics.BadName(request.Name, problem));
            return End(request, diagnostics, RunOutcome.Usage);
        }

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "new connector", diagnostics);
        if (held is null)
        {
            return End(request, diagnostics, RunOutcome.Refused);
        }

        var names = new ConnectorNames(request.Name);
        if (ChoosePrefix(workspace.Config, request, diagnostics) is not var (prefix, isNew))
        {
            return End(request, diagnostics, RunOutcome.Usage);
        }

        var folder = RepoPath.Parse(ConnectorTemplate.FolderOf(names));
        if (workspace.Files.KindOf(folder) != FileKind.Missing)
        {
            diagnostics.Add(ScaffoldingDiagnostics.FolderExists(folder));
            return End(request, diagnostics, RunOutcome.Error);
        }

        var template = new ConnectorTemplate(request.Language);
        if (template.Entry(names, IsFirst(workspace.Config)).AddTo(workspace.ConfigSource, prefix, diagnostics) is not { } config)
        {
            return End(request, diagnostics, RunOutcome.Error);
        }

        var changes = new FileChanges();
        var files = template.Files(names, packages);
        foreach (var (file, content) in files)
        {
            changes.Create(file, content);
        }

        changes.Write(ConfigFile, Encoding.UTF8.GetBytes(config.Text), Encoding.UTF8.GetBytes(workspace.ConfigSource.Text));
        return await workspace.Transactions.RunAsync(
            "new connector", RecoveryDirection.Forward, changes, stage: false, diagnostics, cancellationToken) == TransactionEnd.Undone
            ? End(request, diagnostics, RunOutcome.Error)
            : new(request.Name, prefix, isNew, [.. files.Select(file => file.Key)], [.. diagnostics], RunOutcome.Done);
    }

    private static (Prefix Prefix, bool IsNew)? ChoosePrefix(RepositoryConfig config, NewConnectorRequest request, DiagnosticBag diagnostics)
    {
        if (request.Prefix is null && config.Prefixes.Count == 0)
        {
            return (Prefix.TryParse("main")!, true);
        }

        var chosen = request.Prefix is { } name ? config.FindPrefix(name) : config.Prefixes.Count == 1 ? config.Prefixes[0] : null;
        diagnostics.AddRange((request.Prefix, chosen) switch
        {
            (null, null) => [ScaffoldingDiagnostics.SeveralPrefixes(config.Prefixes.Select(prefix => prefix.Prefix))],
            ({ } unknown, null) => [WorkflowDiagnostics.UnknownPrefix(unknown, config.Prefixes.Select(prefix => prefix.Prefix.Name))],
            (_, { } prefix) when prefix.FindConnector(request.Name) is { } connector
                => [ScaffoldingDiagnostics.ConnectorExists(request.Name, prefix.Prefix, connector.Location)],
            _ => [],
        });
        return diagnostics.HasErrors || chosen is null ? null : (chosen.Prefix, false);
    }

    // Strict environments hold for the whole file: turning them on is for a file in which nobody relies on anything else yet.
    private static bool IsFirst(RepositoryConfig config)
        => !config.AsksForStrictEnvironment && config.Prefixes.All(prefix => prefix.Connectors.Count == 0 && prefix.Tasks.Count == 0);

    private static NewConnectorResult End(NewConnectorRequest request, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(request.Name, null, false, [], [.. diagnostics], outcome);
}
