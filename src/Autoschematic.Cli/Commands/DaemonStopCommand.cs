using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Commands;

/// <summary>`daemon stop`.</summary>
internal sealed class DaemonStopCommand : CliCommand
{
    private readonly Option<bool> yes = Flags.Make("--yes", "End it though a command may be executing ops", "-y");

    public DaemonStopCommand()
        : base(CommandGroup.Other, "stop", "End the process and all it keeps, and wait for that")
        => Add(yes);

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("daemon stop", "the next command starts another one"),
        ("daemon stop --yes", "breaks off an apply that uses it"),
    ];

    public override async Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var (outcome, root) = await DaemonTarget.FindAsync(run, cancellationToken);
        if (root is null)
        {
            return outcome;
        }

        return await DaemonTarget.ControlOf(run).StopAsync(root, run.Parsed.GetValue(yes), cancellationToken) switch
        {
            WarmEnd.Refused refused => run.Fail(RunOutcome.Refused, [.. refused.Executing.Select(DaemonDiagnostics.Executing)]),
            WarmEnd.Stuck stuck => run.Fail(RunOutcome.Error, [DaemonDiagnostics.Stuck(stuck.Left)]),
            WarmEnd.Ended ended => run.Finish(new DaemonStopView(), new DaemonFacts(root, ended.Was)),
            _ => run.Finish(new DaemonStopView(), new DaemonFacts(root, null)),
        };
    }
}
