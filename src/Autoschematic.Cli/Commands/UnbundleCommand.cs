using System.CommandLine;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Unbundling;

namespace Autoschematic.Cli.Commands;

/// <summary>`unbundle`: expands bundles into their child files.</summary>
internal sealed class UnbundleCommand : CliCommand
{
    private readonly SelectionOptions selection = new(allByDefault: false, withPrune: false);
    private readonly Option<bool> overbundle = Flags.Make("--overbundle", "Write children over files that are not this bundle's or were edited");
    private readonly Option<bool> noStage = Flags.NoStage();
    private readonly Option<bool> yes = Flags.Yes();
    private readonly Option<bool> delete = Flags.Make("--delete", "With --yes: delete all children, or more than half, when the bundle drops them");

    public UnbundleCommand()
        : base(CommandGroup.Resources, "unbundle", "Expand bundles into their files")
    {
        selection.AddTo(this);
        Add(overbundle);
        Add(noStage);
        Add(yes);
        Add(delete);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("unbundle", "the bundles that are staged"),
        ("unbundle main/team.bundle", "one bundle"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var request = new UnbundleRequest(
            selection.Read(run.Parsed, run.StartDirectory), run.Parsed.GetValue(overbundle), !run.Parsed.GetValue(noStage))
        {
            StrictEnvironment = run.StrictEnvironment,
            ConfirmDrop = (bundle, dropped, known, token) => ConfirmAsync(run, bundle, dropped, known, token),
        };
        return run.WorkAsync<UnbundleWorkflow, UnbundleResult>(
            new UnbundleView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }

    // A bundle that suddenly produces nothing is more often broken than meant, so `--yes` alone is not enough.
    private async Task<bool> ConfirmAsync(Invocation run, ResourceKey bundle, int dropped, int known, CancellationToken cancellationToken)
        => run.Parsed.GetValue(yes)
            ? run.Parsed.GetValue(delete)
            : run.Prompter.CanAsk && await run.Prompter.ConfirmAsync(
                new StyledText()
                    .Add(run.Gate.Clean(bundle.ToString()))
                    .Add($" no longer produces {dropped} of its {Lines.Count(known, "file")}.", Tone.Warning)
                    .Add($" Delete {(dropped == 1 ? "it" : "them")}?", Tone.Strong),
                cancellationToken);
}
