using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>What comes of a call whose process ends: at the very moment of the answer, before it, or in its last words.</summary>
public sealed class CallRunnerTests : IAsyncDisposable
{
    private static readonly ConnectorCapabilities Declared = ConnectorCapabilities.Plain with { Revision = 1, MaxMessageBytes = 1024 };

    private readonly EndingProcess process = new();
    private readonly TaskCompletionSource<string> answer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_counts_when_the_process_ends_before_it_was_taken()
    {
        var call = Call(endWithAnswer: true);

        answer.SetResult("done");

        Assert.Equal("done", await call.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Failure_counts_when_the_process_ends_before_it_was_taken()
    {
        var call = Call(endWithAnswer: true);

        answer.SetException(new ConnectorException(ConnectorFailure.Answered, "raw", "Get", "no such zone"));

        Assert.Equal("no such zone", (await Assert.ThrowsAsync<ConnectorException>(() => call.WaitAsync(Cancellation))).Message);
    }

    [Fact]
    public async Task Broken_connection_is_told_as_the_death_that_it_was()
    {
        var call = Call(endWithAnswer: true);

        answer.SetException(new ConnectorException(ConnectorFailure.Transport, "raw", "Get", "reset by peer"));

        Assert.Equal(
            "Connector `raw` exited with code 7 during `Get`",
            (await Assert.ThrowsAsync<ConnectorException>(() => call.WaitAsync(Cancellation))).Message);
    }

    [Fact]
    public async Task Last_words_are_waited_for()
    {
        var call = Call();

        await process.EndAsync();
        answer.SetResult("last words");

        Assert.Equal("last words", await call.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task Process_that_ended_without_an_answer_has_died()
    {
        var call = Call();

        await process.EndAsync();

        Assert.Equal(
            "Connector `raw` exited with code 7 during `Get`",
            (await Assert.ThrowsAsync<ConnectorException>(() => call.WaitAsync(Cancellation))).Message);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    /// <summary>A read that waits for its answer when this returns; nothing goes over a wire.</summary>
    private Task<string> Call(bool endWithAnswer = false)
    {
        RunningConnector running = new(
            new(new("/bin/raw", [], "/", new Dictionary<string, string>()), []),
            process, "/run/raw.sock", channel: null!, "0.14.0", Declared, new(4, effectsAlone: false), new());
        process.Watch(running.Ended);
        CallRunner runner = new(
            new("/", Prefix.TryParse("main")!, "raw", new PythonLocalSpec("raw.py"), new Dictionary<string, string>(), null, []),
            new() { SupervisorCommand = [], HostEnvironment = new Dictionary<string, string>() });
        return runner.RunAsync(
            _ => Task.FromResult(running),
            MethodPolicy.Get,
            subject: null,
            idempotencyKey: null,
            (_, _, _) =>
            {
                if (endWithAnswer)
                {
                    // Comes before whatever else waits for the answer.
                    _ = answer.Task.ContinueWith(
                        _ => process.EndAsync().Wait(Cancellation),
                        Cancellation,
                        TaskContinuationOptions.ExecuteSynchronously,
                        TaskScheduler.Default);
                }

                return answer.Task;
            },
            CancellationToken.None);
    }

    /// <summary>A process that ends when the test says so.</summary>
    private sealed class EndingProcess : IConnectorProcess
    {
        private readonly TaskCompletionSource<ChildExit> exited = new();
        private readonly TaskCompletionSource heard = new();

        public string Display => "raw";

        public int ProcessId => 1;

        public bool IsKept => false;

        public Task<ChildExit> Exited => exited.Task;

        /// <summary>Whoever asked first hears of it last.</summary>
        public void Watch(CancellationToken ended) => ended.Register(heard.SetResult);

        /// <summary>Completes when everybody has heard of the end.</summary>
        public Task EndAsync()
        {
            exited.SetResult(new(7));
            return heard.Task;
        }

        public Task DrainAsync() => Task.CompletedTask;

        public Task<bool> InitAsync(Func<Task> run) => Task.FromResult(true);

        public void Distrust(bool isAtWork = false)
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
