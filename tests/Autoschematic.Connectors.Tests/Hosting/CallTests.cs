using System.Text;
using System.Text.Json;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

[Trait("kind", "process")]
public sealed class CallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connector_gets_the_fixed_arguments_the_root_and_exactly_its_environment()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync(("GREETING", "grüße"), ("EMPTY", ""));

        using var world = JsonDocument.Parse(await BodyAsync(connector, "world"));
        var arguments = world.RootElement.GetProperty("argv").EnumerateArray().Select(item => item.GetString()!).ToList();
        Assert.Equal(["raw", "main"], arguments[..2]);
        Assert.StartsWith(host.InRoot("run"), arguments[2]);
        Assert.Equal(4, arguments.Count);
        Assert.Equal(host.Root, world.RootElement.GetProperty("cwd").GetString());
        var variables = world.RootElement.GetProperty("env").EnumerateObject()
            .Where(item => item.Name != "LC_CTYPE") // Python's own
            .Select(item => $"{item.Name}={item.Value}").Order(StringComparer.Ordinal);
        Assert.Equal(["EMPTY=", "GREETING=grüße", $"HOME={host.Root}", "PATH=/usr/bin:/bin"], variables);
        Assert.Equal("0.14.2", connector.ProtocolVersion);
        Assert.True(connector.Capabilities.IsPlain);
    }

    [Fact]
    public async Task Prefix_of_the_root_is_a_dot_for_the_connector()
    {
        await using var host = new TestHost();
        var launch = host.Launch() with { Prefix = Prefix.TryParse("/")! };
        var connector = await host.NewPool().StartAsync(launch, Cancellation);

        using var world = JsonDocument.Parse(await BodyAsync(connector, "world"));
        Assert.Equal(".", world.RootElement.GetProperty("argv")[1].GetString());
    }

    [Fact]
    public async Task Answers_come_back_in_the_models_terms()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();
        await connector.InitAsync(Cancellation);

        Assert.Null(await connector.GetAsync(Address.Parse("absent"), Cancellation));
        Assert.Equal("body of a/b.json", await BodyAsync(connector, "a/b.json"));
        Assert.Equal(["a", "../b"], await connector.ListAsync("./", Cancellation));
        Assert.Equal(
            FilterBits.Resource | FilterBits.Task, await connector.FilterAsync(Address.Parse("a"), Cancellation));
        var op = Assert.Single(await connector.PlanAsync(
            Address.Parse("a"), null, Encoding.UTF8.GetBytes("new"), Cancellation));
        Assert.Equal("[(1, b'a'), (3, b'new'), (101, 1)]", op.Definition);
        Assert.Equal("plan", op.Message);
        var result = await connector.ExecuteAsync(Address.Parse("a"), op, "key-1", Cancellation);
        Assert.Equal("gone=, key=key-1", string.Join(", ", result.Outputs.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Null(result.Outputs["gone"]);
        Assert.Equal(["key"], result.SensitiveOutputs);
        Assert.Equal("done", result.Message);
    }

    [Fact]
    public async Task Missing_methods_have_defaults_only_where_the_protocol_lists_them()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync(("WITHOUT", "Init Filter List Get Plan OpExec"));
        var address = Address.Parse("a/b");
        byte[] body = [1, 2];

        Assert.Equal(["./"], await connector.SubpathsAsync(Cancellation));
        Assert.Equal(new PhysicalMapping.Unmapped("a/b"), await connector.VirtualToPhysicalAsync(address, Cancellation));
        Assert.Equal("a/b", await connector.PhysicalToVirtualAsync(address, Cancellation));
        Assert.True(await connector.EqAsync(address, body, new byte[] { 1, 2 }, Cancellation));
        Assert.False(await connector.EqAsync(address, body, new byte[] { 1 }, Cancellation));
        Assert.Empty(await connector.SkeletonsAsync(Cancellation));
        Assert.Null(await connector.DocstringAsync(address, new DocIdent.Struct("X"), Cancellation));
        Assert.Empty(await connector.DiagAsync(address, body, Cancellation));

        var op = new ConnectorOp("x", [], null);
        (string Method, Func<Task> Call)[] errors =
        [
            ("Init", () => connector.InitAsync(Cancellation)),
            ("Filter", () => connector.FilterAsync(address, Cancellation).AsTask()),
            ("List", () => connector.ListAsync("./", Cancellation)),
            ("Get", () => connector.GetAsync(address, Cancellation)),
            ("Plan", () => connector.PlanAsync(address, null, body, Cancellation)),
            ("OpExec", () => connector.ExecuteAsync(address, op, "k", Cancellation)),
            ("TaskExec", () => connector.RunTaskAsync(address, body, null, null, Cancellation)),
            ("Unbundle", () => connector.UnbundleAsync(address, body, Cancellation)),
        ];
        foreach (var (method, call) in errors)
        {
            var error = await Assert.ThrowsAsync<ConnectorException>(call);
            Assert.Equal(ConnectorFailure.Unimplemented, error.Failure);
            Assert.Equal($"Connector `raw` does not implement `{method}`", error.Message);
        }
    }

    [Fact]
    public async Task Error_detail_carries_code_causes_and_position()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();

        var error = await FailureAsync(connector, "detail");

        Assert.Equal(ConnectorFailure.Answered, error.Failure);
        Assert.Equal("bad field", error.Message);
        Assert.Equal(["because of this", "and that"], error.Causes);
        Assert.Equal(ConnectorErrorCode.InvalidBody, error.Code);
        Assert.Equal("2:5", error.Position.ToString());
    }

    [Fact]
    public async Task Foreign_words_lose_escape_codes_and_secrets_everywhere()
    {
        await using var host = new TestHost();
        host.Options = host.Options with { Redact = text => text.Replace("hunter2-hunter2", "***", StringComparison.Ordinal) };
        var connector = await host.StartAsync();

        Assert.Equal("red alert gnitaerhtib", (await FailureAsync(connector, "escape")).Message);
        Assert.Equal("the key is ***", (await FailureAsync(connector, "secret")).Message);
        Assert.Equal("it failed without a message (status Internal)", (await FailureAsync(connector, "empty-message")).Message);
        await BodyAsync(connector, "log");
        await Eventually.TrueAsync(
            () => host.Lines.Contains("main/raw: loud ***"), TimeSpan.FromSeconds(5), "the log line, cleaned");
    }

    [Fact]
    public async Task Unavailable_reads_are_tried_again_and_ops_are_not()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();

        Assert.Equal("body of flaky", await BodyAsync(connector, "flaky"));
        Assert.Equal(3, await StateAsync(connector, "tries"));

        var error = await Assert.ThrowsAsync<ConnectorException>(() => connector.ExecuteAsync(
            Address.Parse("a"), new("unavailable", [], null), "k", Cancellation));
        Assert.Equal(ConnectorFailure.Answered, error.Failure);
        Assert.Equal(4, await StateAsync(connector, "tries"));
    }

    [Fact]
    public async Task Filter_answers_are_kept_until_they_are_forgotten()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();
        for (var round = 0; round < 3; round++)
        {
            await connector.FilterAsync(Address.Parse("a"), Cancellation);
        }

        Assert.Equal(1, await StateAsync(connector, "filters"));
        connector.ForgetFilters();
        await connector.FilterAsync(Address.Parse("a"), Cancellation);
        Assert.Equal(2, await StateAsync(connector, "filters"));
    }

    [Fact]
    public async Task Empty_body_is_not_planned_by_a_plain_connector_but_by_one_with_presence()
    {
        await using var host = new TestHost();
        var plain = await host.StartAsync();
        var extended = await host.StartAsync(("CAPS", "4"));
        ReadOnlyMemory<byte> empty = Array.Empty<byte>();

        var error = await Assert.ThrowsAsync<ConnectorException>(() => plain.PlanAsync(
            Address.Parse("a"), null, empty, Cancellation));
        Assert.Equal(ConnectorFailure.NotSent, error.Failure);
        Assert.Equal(
            "`main/a` is empty, which connector `raw` would take for a deletion, so it was not planned", error.Message);
        var op = Assert.Single(await extended.PlanAsync(Address.Parse("a"), null, empty, Cancellation));
        Assert.Equal("[(1, b'a'), (101, 1)]", op.Definition);
    }

    [Fact]
    public async Task Request_beyond_the_limit_is_refused_before_it_is_sent_and_large_bodies_are_received()
    {
        await using var host = new TestHost();
        var plain = await host.StartAsync();
        var extended = await host.StartAsync(("CAPS", "4"));
        var large = new byte[5 * 1024 * 1024];

        var error = await Assert.ThrowsAsync<ConnectorException>(() => plain.PlanAsync(
            Address.Parse("a"), null, large, Cancellation));
        Assert.Equal(ConnectorFailure.NotSent, error.Failure);
        Assert.Equal(
            "`Plan` for `main/a` was not sent: the request has 5242891 bytes and connector `raw` takes 4194304",
            error.Message);
        Assert.Single(await extended.PlanAsync(Address.Parse("a"), null, large, Cancellation));
        Assert.Equal(50 * 1024 * 1024, (await plain.GetAsync(Address.Parse("large"), Cancellation))!.Body.Length);
    }

    [Fact]
    public async Task Every_call_carries_a_trace_context()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();

        using var metadata = JsonDocument.Parse(await BodyAsync(connector, "metadata"));

        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", metadata.RootElement.GetProperty("traceparent").GetString());
    }

    [Theory]
    [InlineData(null, null, 16)]
    [InlineData(null, 3, 3)]
    [InlineData("5", 3, 5)]
    [InlineData("64", null, 64)]
    [InlineData("500", null, 64)]
    public async Task Reads_run_at_once_as_far_as_the_connector_can_take(string? declared, int? configured, int expected)
    {
        await using var host = new TestHost();
        var launch = declared is null ? host.Launch() : host.Launch(("CAPS", declared));
        var connector = await host.NewPool().StartAsync(launch with { Concurrency = configured }, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, expected + 8).Select(number => BodyAsync(connector, $"slow/{number}")));

        Assert.Equal(expected, await StateAsync(connector, "most"));
    }

    [Fact]
    public async Task Op_of_a_plain_connector_runs_alone()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();
        var op = new ConnectorOp("slow", [], null);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(
            number => (Task)connector.ExecuteAsync(Address.Parse("a"), op, $"{number}", Cancellation)));

        Assert.Equal(1, await StateAsync(connector, "most"));
    }

    [Fact]
    public async Task Op_that_was_given_up_while_it_waited_is_never_sent()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();
        using var impatient = new CancellationTokenSource();
        var first = connector.ExecuteAsync(Address.Parse("a"), new("slow", [], null), "1", Cancellation);
        var second = connector.ExecuteAsync(Address.Parse("a"), new("unavailable", [], null), "2", impatient.Token);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await first;
        Assert.Equal(0, await StateAsync(connector, "tries"));
    }

    [Fact]
    public async Task Hanging_read_ends_at_its_deadline_and_the_connector_goes_on()
    {
        await using var host = new TestHost();
        host.Options = host.Options with { Deadlines = new() { Read = TimeSpan.FromSeconds(1.5) } };
        var connector = await host.StartAsync();

        var error = await FailureAsync(connector, "hang");

        Assert.Equal(ConnectorFailure.Deadline, error.Failure);
        Assert.Equal("Connector `raw` did not answer `Get` within 1.5 s", error.Message);
        Assert.Equal("body of a", await BodyAsync(connector, "a"));
    }

    [Fact]
    public async Task Overdue_op_is_unknown_is_not_cancelled_and_holds_up_what_comes_after_it()
    {
        await using var host = new TestHost();
        host.Options = host.Options with { Deadlines = new() { Op = TimeSpan.FromMilliseconds(200) } };
        var late = host.InRoot("late");
        var connector = await host.StartAsync(("LATE", late));

        var error = await Assert.ThrowsAsync<ConnectorException>(() => connector.ExecuteAsync(
            Address.Parse("a"), new("late", [], null), "k", Cancellation));
        var next = await FailureAsync(connector, "a");

        Assert.Equal(ConnectorFailure.Deadline, error.Failure);
        Assert.False(error.IsAnswer);
        Assert.Equal(ConnectorFailure.NotSent, next.Failure);
        Assert.Equal(
            "`Get` was not sent: connector `raw` is still busy with an earlier call whose time was up", next.Message);
        await Eventually.TrueAsync(
            () => File.Exists(late) && File.ReadAllText(late).Length > 0, TimeSpan.FromSeconds(5), "the op's end");
        Assert.Equal("active=True deadline=False", await File.ReadAllTextAsync(late, Cancellation));
        await Eventually.TrueAsync(
            () => connector.GetAsync(Address.Parse("a"), Cancellation) is { IsFaulted: false },
            TimeSpan.FromSeconds(5),
            "calls are sent again");
    }

    [Fact]
    public async Task Launches_that_are_the_same_share_a_process_however_many_ask_at_once()
    {
        await using var host = new TestHost();
        var pool = host.NewPool();

        var same = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pool.StartAsync(host.Launch(), Cancellation)));
        var other = await pool.StartAsync(host.Launch(("OTHER", "1")), Cancellation);

        Assert.Single(same.Select(connector => connector.Status.ProcessId).Distinct());
        Assert.NotEqual(same[0].Status.ProcessId, other.Status.ProcessId);
        Assert.InRange(other.Status.MemoryBytes ?? 0, 1 << 20, 1 << 30);
        Assert.Contains("raw_connector.py raw main", other.Status.Command, StringComparison.Ordinal);
    }

    private static async Task<string> BodyAsync(IConnector connector, string address)
        => Encoding.UTF8.GetString((await connector.GetAsync(Address.Parse(address), Cancellation))!.Body.Span);

    private static async Task<int> StateAsync(IConnector connector, string name)
    {
        using var state = JsonDocument.Parse(await BodyAsync(connector, "state"));
        return state.RootElement.GetProperty(name).GetInt32();
    }

    private static Task<ConnectorException> FailureAsync(IConnector connector, string address)
        => Assert.ThrowsAsync<ConnectorException>(() => connector.GetAsync(Address.Parse(address), Cancellation));
}
