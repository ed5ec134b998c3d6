using System.CommandLine;
using System.Text;
using Autoschematic.Cli.Views;
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

    public RunTaskCommand()
        : base(CommandGroup.Resources, "run-task", "Run a task of a connector")
    {
        Add(path);
        Add(option);
        Add(argument);
        Add(noStage);
        Validators.Add(result =>
        {
            if (result.Has(path) == result.Has(option))
            {
                result.AddError("`autoschematic run-task` needs one PATH");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ("run-task main/tasks/rotate.ron -a now", "with an argument"),
    ];

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
        };
        return run.WorkAsync<RunTaskWorkflow, RunTaskResult>(
            new RunTaskView(),
            (workflow, workspace, onEvent) => workflow.RunAsync(workspace, request, onEvent, cancellationToken),
            cancellationToken);
    }
}
