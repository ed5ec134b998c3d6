using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Checking;

namespace Autoschematic.Cli.Commands;

/// <summary>`fsck`: whether bodies, outputs, pointers and markers fit together.</summary>
internal sealed class FsckCommand : CliCommand
{
    private readonly Option<bool> fix = Flags.Make("--fix", "Delete what is certain to be of no use");
    private readonly Option<bool> noStage = Flags.NoStage();
    private readonly Option<bool> offline = Flags.Make("--offline", "Start no connector; take every file for a body");

    public FsckCommand()
        : base(CommandGroup.SetUp, "fsck", "Check that files, outputs and pointers fit together")
    {
        Add(fix);
        Add(noStage);
        Add(offline);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("fsck", "list what does not fit together"),
        ("fsck --fix", "and put right what loses nothing"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new FsckRequest(run.Parsed.GetValue(fix), !run.Parsed.GetValue(noStage), run.Parsed.GetValue(offline))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<FsckWorkflow, FsckResult>(
            new FsckView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
