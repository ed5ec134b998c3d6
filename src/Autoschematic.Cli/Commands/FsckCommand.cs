using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Checking;

namespace Autoschematic.Cli.Commands;

/// <summary>`fsck`: whether bodies, outputs, pointers and markers fit together.</summary>
internal sealed class FsckCommand : CliCommand
{
    private readonly Option<bool> fix = Flags.Make("--fix", "Delete what is certain to be of no use");
    private readonly Option<bool> noStage = Flags.NoStage();

    public FsckCommand()
        : base(CommandGroup.SetUp, "fsck", "Check that files, outputs and pointers fit together")
    {
        Add(fix);
        Add(noStage);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("fsck", "list what does not fit together"),
        ("fsck --fix", "and put right what loses nothing"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new FsckRequest(run.Parsed.GetValue(fix), !run.Parsed.GetValue(noStage));
        return run.WorkAsync<FsckWorkflow, FsckResult>(
            new FsckView(), (workflow, workspace, _) => workflow.RunAsync(workspace, request, cancellationToken), cancellationToken);
    }
}
