using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Commands;

/// <summary>`daemon stop`.</summary>
internal sealed class DaemonStopCommand() : CliCommand(CommandGroup.Other, "stop", "End the process and all it keeps, and wait for that")
{
    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("daemon stop", "the next command starts another one"),
    ];

    public override async Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var (outcome, root) = await DaemonTarget.FindAsync(run, cancellationToken);
        return root is null
            ? outcome
            : run.Finish(new DaemonStopView(), new DaemonFacts(root, await DaemonTarget.ControlOf(run).StopAsync(root, cancellationToken)));
    }
}
