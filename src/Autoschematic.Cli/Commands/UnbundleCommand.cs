using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Unbundling;

namespace Autoschematic.Cli.Commands;

/// <summary>`unbundle`: expands bundles into their child files.</summary>
internal sealed class UnbundleCommand : CliCommand
{
    private readonly SelectionOptions selection = new(allByDefault: false, withPrune: false);
    private readonly Option<bool> overbundle = Flags.Make("--overbundle", "Write children over files that are not this bundle's or were edited");
    private readonly Option<bool> noStage = Flags.NoStage();

    public UnbundleCommand()
        : base(CommandGroup.Resources, "unbundle", "Expand bundles into their files")
    {
        selection.AddTo(this);
        Add(overbundle);
        Add(noStage);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("unbundle", "the bundles that are staged"),
        ("unbundle main/team.bundle", "one bundle"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new UnbundleRequest(
            selection.Read(run.Parsed, run.StartDirectory), run.Parsed.GetValue(overbundle), !run.Parsed.GetValue(noStage))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<UnbundleWorkflow, UnbundleResult>(
            new UnbundleView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
