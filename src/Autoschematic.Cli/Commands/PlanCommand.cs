using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Planning;

namespace Autoschematic.Cli.Commands;

/// <summary>`plan`: what apply would do.</summary>
internal sealed class PlanCommand : CliCommand
{
    private readonly SelectionOptions selection = new(allByDefault: false, withPrune: true);
    private readonly Option<bool> exitCode = Flags.ExitCode();
    private readonly Option<bool> full = Flags.Full();
    private readonly Option<string?> output = new("--out")
    {
        Description = "Keep the plan in this file, for `apply FILE` to execute exactly it",
        HelpName = "FILE",
    };

    private readonly Option<bool> noRename = Flags.Make("--no-rename", "Treat a possible rename as a deletion and a creation");

    public PlanCommand()
        : base(CommandGroup.EveryDay, "plan", "Show what apply would do; changes nothing")
    {
        selection.AddTo(this);
        Add(exitCode);
        Add(full);
        Add(noRename);
        Add(output);
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("plan", "what is staged in git"),
        ("plan main/dashboards", "one folder, as it is now"),
        ("plan --out plan.json", "keep it, for `apply plan.json`"),
        ("plan --all --exit-code", "everything; exits with 2 when there are changes"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
        => run.WorkAsync<PlanWorkflow, PlanResult>(
            new PlanView(run.Parsed.GetValue(full)),
            (workflow, workspace, onEvent) => workflow.RunAsync(
                workspace,
                new PlanRequest(selection.Read(run.Parsed, run.StartDirectory))
                {
                    StrictEnvironment = run.StrictEnvironment,
                    ReportChanges = run.Parsed.GetValue(exitCode),
                    NoRename = run.Parsed.GetValue(noRename),
                    Out = run.Parsed.GetValue(output) is { } file
                        ? new(Path.GetFullPath(file, run.StartDirectory), VersionCommand.ProductVersion)
                        : null,
                },
                onEvent,
                cancellationToken),
            cancellationToken);
}
