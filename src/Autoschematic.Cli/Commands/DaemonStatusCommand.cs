using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Commands;

/// <summary>`daemon status`.</summary>
internal sealed class DaemonStatusCommand() : CliCommand(CommandGroup.Other, "status", "Show whether the process runs, and what it keeps")
{
    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("daemon status", "its process, and the connectors that it keeps"),
    ];

    public override async Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var (outcome, root) = await DaemonTarget.FindAsync(run, cancellationToken);
        return root is null
            ? outcome
            : run.Finish(new DaemonStatusView(), new DaemonFacts(root, await DaemonTarget.ControlOf(run).AskAsync(root, cancellationToken)));
    }
}
