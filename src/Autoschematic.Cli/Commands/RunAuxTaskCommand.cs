using System.CommandLine;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Testing;

namespace Autoschematic.Cli.Commands;

/// <summary>`run-aux-task`: runs a task of the program itself.</summary>
internal sealed class RunAuxTaskCommand : CliCommand
{
    private const string LawTask = "test:law/";

    private readonly Option<string> name = new("--name", "-n")
    {
        Description = $"The task: {LawTask}CONNECTOR",
        HelpName = "NAME",
        Required = true,
    };

    private readonly LawOptions laws = new();
    private readonly Option<int> rounds = new Option<int>("--rounds")
    {
        Description = "End after so many rounds; else only when a law is broken",
        HelpName = "N",
    }.Positive(int.MaxValue);

    public RunAuxTaskCommand()
        : base(CommandGroup.Other, "run-aux-task", "Run a task of the program itself")
    {
        Add(name);
        laws.AddTo(this);
        Add(rounds);
        Validators.Add(result =>
        {
            if (result.GetValue(name) is { } given && ConnectorOf(given) is null)
            {
                result.AddError($"`-n` cannot be `{given}`; the only task is `{LawTask}CONNECTOR`");
            }
        });
    }

    public override IReadOnlyList<(string Line, string Does)> Examples =>
    [
        ($"run-aux-task -n {LawTask}grafana", "its laws again and again, with other cases each time"),
        ($"run-aux-task -n {LawTask}grafana --rounds 100", "a hundred times"),
    ];

    public override Task<RunOutcome> RunAsync(Invocation run, CancellationToken cancellationToken)
    {
        var limit = run.Parsed.GetValue(rounds);
        return run.WorkAsync<ConnectorTestWorkflow, LawResult>(
            laws.View(run),
            (workflow, workspace, onEvent) => workflow.RunAsync(
                workspace,
                laws.Read(run, workspace, ConnectorOf(run.Parsed.GetValue(name)!)!) with { Rounds = limit == int.MaxValue ? null : limit },
                onEvent,
                cancellationToken),
            cancellationToken);
    }

    private static string? ConnectorOf(string task)
        => task.StartsWith(LawTask, StringComparison.Ordinal) && task.Length > LawTask.Length ? task[LawTask.Length..] : null;
}
