using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Safety;

namespace Autoschematic.Cli.Commands;

/// <summary>`safety lock`.</summary>
internal sealed class SafetyLockCommand : CliCommand
{
    private readonly Argument<string[]> reason = new("reason")
    {
        Description = "Why, for those who are stopped by it",
        HelpName = "REASON",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public SafetyLockCommand()
        : base(CommandGroup.Other, "lock", "Stop everything that changes infrastructure")
        => Add(reason);

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("safety lock \"migration until Friday\"", "with a reason"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var given = string.Join(' ', run.Parsed.GetValue(reason) ?? []);
        var request = new SafetyRequest(Lock: true, given.Length == 0 ? null : given);
        return run.WorkAsync<SafetyWorkflow, SafetyResult>(
            new SafetyView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
