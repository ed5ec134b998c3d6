using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Installing;

namespace Autoschematic.Cli.Commands;

/// <summary>`install`: the packages that connectors are started from, and the lock file that says which they are.</summary>
internal sealed class InstallCommand : CliCommand
{
    private readonly ScopeOptions scope = new();
    private readonly Option<bool> locked = Flags.Make("--locked", "Install just what autoschematic.lock.ron says, or nothing");

    public InstallCommand()
        : base(CommandGroup.SetUp, "install", "Install the packages of connectors: crates, Python packages, .NET tools")
    {
        Add(scope.Prefix);
        Add(scope.Connector);
        Add(locked);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("install", "everything, and write autoschematic.lock.ron"),
        ("install --locked", "what that file says, and nothing else"),
        ("install -c grafana -v", "one, with what its package manager prints"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new InstallRequest(
            run.Parsed.GetValue(locked), run.Parsed.GetValue(scope.Prefix), run.Parsed.GetValue(scope.Connector));
        return run.WorkAsync<InstallWorkflow, InstallResult>(
            new InstallView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
