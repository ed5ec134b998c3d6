using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Safety;

namespace Autoschematic.Cli.Commands;

/// <summary>`safety unlock`.</summary>
internal sealed class SafetyUnlockCommand()
    : CliCommand(CommandGroup.Other, "unlock", "Allow changes of infrastructure again")
{
    public override IReadOnlyList<(string Line, string Does)> Examples => [("safety unlock", "remove the safety lock")];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
        => run.WorkAsync<SafetyWorkflow, SafetyResult>(
            new SafetyView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, new SafetyRequest(Lock: false), onEvent, cancellationToken),
            cancellationToken);
}
