using System.CommandLine;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;

namespace Autoschematic.Cli.Commands;

/// <summary>`check-drift`: one path; exits with 1 when it drifted or nobody knows.</summary>
internal sealed class CheckDriftCommand : CliCommand
{
    private readonly Argument<string?> path = new("path")
    {
        Description = "The resource's file",
        HelpName = "PATH",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> option = new("--path", "-p") { Description = "The same", HelpName = "PATH" };
    private readonly Option<bool> full = Flags.Full();

    public CheckDriftCommand()
        : base(CommandGroup.EveryDay, "check-drift", "Compare one file; exits with 1 when it differs")
    {
        Add(path);
        Add(option);
        Add(full);
        Validators.Add(result =>
        {
            if (result.Has(path) == result.Has(option))
            {
                result.AddError("`autoschematic check-drift` needs one PATH");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("check-drift main/dashboards/cpu.json", "one file"),
    ];

    public override WarmUse Connectors => WarmUse.Reads;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var target = run.Parsed.GetValue(path) ?? run.Parsed.GetValue(option)!;
        var request = new DriftRequest(new SelectionRequest(new SelectionMode.Paths([target], run.StartDirectory)))
        {
            StrictEnvironment = run.StrictEnvironment,
        };
        return run.WorkAsync<DriftWorkflow, DriftResult>(
            new CheckDriftView(run.Parsed.GetValue(full)),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
