using System.Text;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Tasks;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>A task that stops in the middle is named by the next run and goes on where it was.</summary>
[Trait("kind", "process")]
public sealed class TaskResumeTests
{
    private const string Outputs = ".autoschematic/main/rotate.task.out.json";

    [Fact]
    public async Task An_interrupted_task_is_named_and_goes_on_after_its_last_step()
    {
        using var scenario = Counting(3);
        using var cancellation = new CancellationTokenSource();
        scenario.Connector.Before = (call, _) => call is { Method: "TaskExec", Detail: "2" } ? cancellation.CancelAsync() : Task.CompletedTask;
        var interrupted = await RunAsync(scenario, cancellationToken: cancellation.Token);
        Assert.Equal((2, RunOutcome.Interrupted), (interrupted.Steps, interrupted.Outcome));

        var named = await RunAsync(scenario);
        Assert.Equal(RunOutcome.Refused, named.Outcome);
        Assert.Equal(
            "Error TSK012 `main/rotate.task` was begun at 2026-01-02 03:04:05Z and stopped after 2 steps", Scenario.Describe(named.Diagnostics));
        Assert.Contains("`autoschematic run-task main/rotate.task --resume`", named.Diagnostics[0].Hint, StringComparison.Ordinal);

        var resumed = await RunAsync(scenario, TaskMode.Resume);
        Assert.Equal((1, RunOutcome.Done), (resumed.Steps, resumed.Outcome));
        Assert.Equal(["", "2", "3"], States(scenario));
        Assert.Contains("\"last\": \"3\"", scenario.Repository.Read(Outputs), StringComparison.Ordinal);
        Assert.Empty(Kept(scenario));
    }

    [Fact]
    public async Task A_step_without_an_answer_is_only_called_again_when_that_is_asked_for()
    {
        using var scenario = Counting(3);
        var died = false;
        scenario.Connector.Before = (call, _) => !died && (died = call is { Method: "TaskExec", Detail: "2" })
            ? throw new ConnectorException(ConnectorFailure.Died, "fake", "TaskExec", "it died")
            : Task.CompletedTask;
        var first = await RunAsync(scenario);
        Assert.Equal((1, RunOutcome.Partly), (first.Steps, first.Outcome));
        Assert.Contains(first.Diagnostics, found => found.Code == "TSK003");

        var refused = await RunAsync(scenario, TaskMode.Resume);
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Equal(
            "Error TSK014 `main/rotate.task` stopped in step 2 before its answer was stored, so it is not known what that step did",
            Scenario.Describe(refused.Diagnostics));
        Assert.Equal(["", "2"], States(scenario));

        var retried = await RunAsync(scenario, TaskMode.Retry);
        Assert.Equal((2, RunOutcome.Done), (retried.Steps, retried.Outcome));
        Assert.Equal(["", "2", "2", "3"], States(scenario));
    }

    [Fact]
    public async Task A_step_that_answered_with_an_error_can_be_called_again()
    {
        using var scenario = Counting(2);
        var failing = true;
        scenario.Connector.Before = (call, _) => failing && call is { Method: "TaskExec", Detail: "2" }
            ? throw new ConnectorException(ConnectorFailure.Answered, "fake", "TaskExec", "not yet")
            : Task.CompletedTask;
        var first = await RunAsync(scenario);
        Assert.Contains(first.Diagnostics, found => found.Code == "TSK020");

        failing = false;
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, TaskMode.Resume)).Outcome);
        Assert.Empty(Kept(scenario));
    }

    [Fact]
    public async Task A_task_that_was_given_up_begins_anew()
    {
        using var scenario = Counting(2);
        using var cancellation = new CancellationTokenSource();
        scenario.Connector.Before = (call, _) => call is { Method: "TaskExec", Detail: "" } ? cancellation.CancelAsync() : Task.CompletedTask;
        await RunAsync(scenario, cancellationToken: cancellation.Token);
        scenario.Connector.Before = null;

        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, TaskMode.Abandon)).Outcome);
        Assert.Contains("\"last\": \"1\"", scenario.Repository.Read(Outputs), StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario)).Outcome);
        Assert.Equal(["", "", "2"], States(scenario));
    }

    [Fact]
    public async Task A_task_whose_file_changed_does_not_go_on()
    {
        using var scenario = Counting(2);
        using var cancellation = new CancellationTokenSource();
        scenario.Connector.Before = (call, _) => call.Method == "TaskExec" ? cancellation.CancelAsync() : Task.CompletedTask;
        await RunAsync(scenario, cancellationToken: cancellation.Token);
        scenario.Repository.Write("main/rotate.task", "another body");

        var result = await RunAsync(scenario, TaskMode.Resume);

        Assert.Equal((RunOutcome.Refused, "TSK015"), (result.Outcome, Assert.Single(result.Diagnostics).Code));
    }

    [Theory]
    [InlineData(TaskMode.Begin, RunOutcome.Refused)]
    [InlineData(TaskMode.Resume, RunOutcome.Done)]
    public async Task A_task_that_was_killed_after_its_last_step_is_only_staged(TaskMode mode, RunOutcome outcome)
    {
        using var scenario = Counting(1);
        var file = "";
        scenario.Connector.Before = (call, _) =>
        {
            if (call.Method == "TaskExec")
            {
                file = Assert.Single(Kept(scenario));
            }

            return Task.CompletedTask;
        };
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario)).Outcome);

        // What was on disk when its last step was stored and nothing was staged yet.
        scenario.Repository.Git("reset", "-q");
        File.WriteAllText(file, $$"""
            {
              "form": 1, "task": "main/rotate.task", "at": "2026-01-02T03:04:05Z", "bodyHash": "x", "argument": null, "steps": 1,
              "state": null, "calling": false, "over": true, "changed": ["{{Outputs}}"]
            }
            """);
        var result = await RunAsync(scenario, mode);

        Assert.Equal((outcome, "TSK019"), (result.Outcome, Assert.Single(result.Diagnostics).Code));
        Assert.Equal(1, scenario.Connector.CountOf("TaskExec"));
        Assert.Equal($"A  {Outputs}\n", scenario.Repository.Status());
        Assert.Empty(Kept(scenario));
    }

    [Theory]
    [InlineData(TaskMode.Resume)]
    [InlineData(TaskMode.Abandon)]
    public async Task There_is_nothing_to_go_on_with_when_no_task_was_interrupted(TaskMode mode)
    {
        using var scenario = Counting(1);
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario)).Outcome);
        var result = await RunAsync(scenario, mode);
        Assert.Equal((RunOutcome.Refused, "TSK013"), (result.Outcome, Assert.Single(result.Diagnostics).Code));
    }

    [Fact]
    public async Task The_state_is_on_disk_for_its_user_alone_before_the_next_step_is_called()
    {
        using var scenario = Counting(2);
        var seen = new List<string>();
        scenario.Connector.Before = (call, _) =>
        {
            if (call.Method == "TaskExec")
            {
                var file = Assert.Single(Kept(scenario));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
                seen.Add(File.ReadAllText(file));
            }

            return Task.CompletedTask;
        };

        await RunAsync(scenario);

        Assert.Equal(2, seen.Count);
        Assert.All(seen, text => Assert.Contains("\"calling\": true", text, StringComparison.Ordinal));
        Assert.Contains($"\"state\": \"{Convert.ToBase64String("2"u8)}\"", seen[1], StringComparison.Ordinal);
        Assert.Contains("\"steps\": 1", seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_task_says_is_an_event_of_its_step()
    {
        using var scenario = Counting(2);
        var said = new List<string>();
        scenario.Connector.Before = (call, _) =>
        {
            said.Add(call.Method);
            return Task.CompletedTask;
        };
        await RunAsync(scenario, onEvent: item => said.AddRange(item is WorkflowEvent.TaskMessage message ? [message.Message] : []));
        Assert.Equal(["TaskExec", "step 1", "TaskExec", "step 2"], said.Where(word => word == "TaskExec" || word.StartsWith("step", StringComparison.Ordinal)));
    }

    private static Scenario Counting(int steps)
    {
        var scenario = new Scenario(("main/rotate.task", "body"));
        scenario.Connector.TaskRunner = (_, state) =>
        {
            var step = state is null ? 1 : int.Parse(state, System.Globalization.CultureInfo.InvariantCulture);
            return new(
                step < steps ? Encoding.UTF8.GetBytes($"{step + 1}") : default(ReadOnlyMemory<byte>?),
                [],
                new Dictionary<string, string?> { ["last"] = $"{step}" },
                new HashSet<string>(),
                new Dictionary<string, string?>(),
                $"step {step}",
                null);
        };
        return scenario;
    }

    private static IReadOnlyList<string> States(Scenario scenario)
        => [.. scenario.Connector.Calls.Where(call => call.Method == "TaskExec").Select(call => call.Detail)];

    private static IReadOnlyList<string> Kept(Scenario scenario)
    {
        var folder = scenario.Repository.PathOf(".git/autoschematic/tasks");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private static async Task<RunTaskResult> RunAsync(
        Scenario scenario, TaskMode mode = TaskMode.Begin, Action<WorkflowEvent>? onEvent = null, CancellationToken cancellationToken = default)
        => await new RunTaskWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new RunTaskRequest("main/rotate.task", scenario.Repository.Root) { Mode = mode },
            onEvent ?? Scenario.Ignore,
            cancellationToken);
}
