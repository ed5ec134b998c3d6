using System.CommandLine;
using System.Text;
using Autoschematic.Cli.Views;
using Autoschematic.Connectors.Warm;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Tasks;

namespace Autoschematic.Cli.Commands;

/// <summary>`run-task`: runs a task of a connector.</summary>
internal sealed class RunTaskCommand : CliCommand
{
    private readonly Argument<string?> path = new("path")
    {
        Description = "The task's file",
        HelpName = "PATH",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> option = new("--path", "-p") { Description = "The same", HelpName = "PATH" };
    private readonly Option<string?> argument = new("--arg", "-a") { Description = "Text for the connector", HelpName = "ARG" };
    private readonly Option<bool> noStage = Flags.NoStage();
    private readonly Option<bool> resume = Flags.Make("--resume", "Go on with a run of the task that was interrupted");
    private readonly Option<bool> retry = Flags.Make("--retry", "With --resume: call a step again whose answer never came");
    private readonly Option<bool> abandon = Flags.Make("--abandon", "Give up a run of the task that was interrupted");

    public RunTaskCommand()
        : base(CommandGroup.Resources, "run-task", "Run a task of a connector")
    {
        Add(path);
        Add(option);
        Add(argument);
        Add(noStage);
        Add(resume);
        Add(retry);
        Add(abandon);
        Validators.Add(result =>
        {
            if (result.Has(path) == result.Has(option))
            {
                result.AddError("`autoschematic run-task` needs one PATH");
            }

            if (result.Has(retry) && !result.Has(resume))
            {
                result.AddError("`--retry` needs `--resume`");
            }

            if (result.Has(abandon) && (result.Has(resume) || result.Has(argument)))
            {
                result.AddError("`--abandon` goes with neither `--resume` nor `--arg`");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("run-task main/tasks/rotate.ron -a now", "with an argument"),
        ("run-task main/tasks/rotate.ron --resume", "after it was interrupted"),
    ];

    public override WarmUse Connectors => WarmUse.Executes;

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var text = run.Parsed.GetValue(argument);
        var request = new RunTaskRequest(
            run.Parsed.GetValue(path) ?? run.Parsed.GetValue(option)!,
            run.StartDirectory,
            text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text),
            !run.Parsed.GetValue(noStage))
        {
            StrictEnvironment = run.StrictEnvironment,
            Mode = run.Parsed.GetValue(abandon) ? TaskMode.Abandon
                : run.Parsed.GetValue(retry) ? TaskMode.Retry
                : run.Parsed.GetValue(resume) ? TaskMode.Resume
                : TaskMode.Begin,
        };
        return run.WorkAsync<RunTaskWorkflow, RunTaskResult>(
            new RunTaskView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
