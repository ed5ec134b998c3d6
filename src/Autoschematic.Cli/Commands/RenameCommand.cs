using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Renaming;

namespace Autoschematic.Cli.Commands;

/// <summary>`rename`: moves a file with its outputs and every reference to it.</summary>
internal sealed class RenameCommand : CliCommand
{
    private readonly Argument<string> old = new("old") { Description = "The file", HelpName = "OLD" };
    private readonly Argument<string> target = new("new") { Description = "Its new place", HelpName = "NEW" };
    private readonly Option<bool> noStage = Flags.NoStage();

    public RenameCommand()
        : base(CommandGroup.Resources, "rename", "Move a file with its outputs and every reference to it")
    {
        Aliases.Add("mv");
        Add(old);
        Add(target);
        Add(noStage);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("mv main/vpcs/a.ron main/vpcs/b.ron", "nothing changes remotely"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new RenameRequest(
            run.Parsed.GetRequiredValue(old), run.Parsed.GetRequiredValue(target), run.StartDirectory, !run.Parsed.GetValue(noStage))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<RenameWorkflow, RenameResult>(
            new RenameView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
