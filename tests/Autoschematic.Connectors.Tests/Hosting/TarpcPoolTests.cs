using System.Text;
using System.Text.Json;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>A process that speaks tarpc, through the pool.</summary>
[Trait("kind", "process")]
public sealed class TarpcPoolTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_method_is_answered_in_the_models_terms()
    {
        await using var host = new TestHost();
        var connector = await StartAsync(host);
        var address = Address.Parse("a.json");
        await connector.InitAsync(Cancellation);

        Assert.Equal("0.13.1", connector.ProtocolVersion);
        Assert.True(connector.Capabilities.IsPlain);
        Assert.Equal(FilterBits.Resource, await connector.FilterAsync(address, Cancellation));
        Assert.Equal(["./"], await connector.SubpathsAsync(Cancellation));
        Assert.Equal(["a.json", "b.json"], await connector.ListAsync("./", Cancellation));
        Assert.Null(await connector.GetAsync(Address.Parse("absent"), Cancellation));
        var resource = (await connector.GetAsync(address, Cancellation))!;
        Assert.Equal("body of a.json", Encoding.UTF8.GetString(resource.Body.Span));
        Assert.Equal("virtual.json", resource.VirtualAddress);
        Assert.Equal("7", resource.Outputs["id"]);
        Assert.Equal(new PhysicalMapping.Present("physical/a.json"), await connector.VirtualToPhysicalAsync(address, Cancellation));
        Assert.Equal("virtual/a.json", await connector.PhysicalToVirtualAsync(address, Cancellation));
        Assert.Equal("[name].json", Assert.Single(await connector.SkeletonsAsync(Cancellation)).AddressTemplate);
        Assert.Equal("# docs", (await connector.DocstringAsync(address, new DocIdent.Struct("S"), Cancellation))!.Markdown);
        Assert.True(await connector.EqAsync(address, Body, Encoding.UTF8.GetBytes("{}\n"), Cancellation));
        Assert.Equal("1:2", Assert.Single(await connector.DiagAsync(address, Body, Cancellation)).Start.ToString());
        Assert.Equal("task done", (await connector.RunTaskAsync(address, Body, null, null, Cancellation)).Message);
        Assert.Equal(Body, Assert.Single(await connector.UnbundleAsync(address, Body, Cancellation)).Contents.ToArray());
        var result = await connector.ExecuteAsync(address, new("op", [], null), "key", Cancellation);
        Assert.Equal("gone=, id=8", string.Join(", ", result.Outputs.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(6000, (await StateAsync(connector)).GetProperty("op_seconds").GetInt32());
    }

    [Fact]
    public async Task Absence_is_carried_so_that_an_empty_body_is_planned()
    {
        await using var host = new TestHost();
        var connector = await StartAsync(host);

        var op = Assert.Single(await connector.PlanAsync(Address.Parse("a.json"), null, Array.Empty<byte>(), Cancellation));

        Assert.Equal("None -> b''", op.Definition);
        Assert.Equal(["id"], op.WritesOutputs);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(3, 3)]
    public async Task One_call_is_sent_at_a_time_unless_the_configuration_says_more(int? configured, int expected)
    {
        await using var host = new TestHost();
        var launch = Launch(host) with { Concurrency = configured };
        var connector = await host.NewPool().StartAsync(launch, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(
            number => connector.GetAsync(Address.Parse($"slow/{number}"), Cancellation)));

        Assert.Equal(expected, (await StateAsync(connector)).GetProperty("most").GetInt32());
    }

    [Fact]
    public async Task Error_of_a_method_is_the_connectors_answer_without_its_escape_codes()
    {
        await using var host = new TestHost();
        var connector = await StartAsync(host);

        var error = await FailureAsync(connector, "error");

        Assert.Equal(ConnectorFailure.Answered, error.Failure);
        Assert.Equal("the cloud said no", error.Message);
    }

    [Fact]
    public async Task Refusal_by_the_server_leaves_the_connection_and_the_process_as_they_are()
    {
        await using var host = new TestHost();
        var connector = await StartAsync(host);

        var error = await FailureAsync(connector, "refused");
        await connector.GetAsync(Address.Parse("a.json"), Cancellation);

        Assert.Equal(ConnectorFailure.Transport, error.Failure);
        Assert.Contains("the handler panicked", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, connector.Status.Restarts);
    }

    [Fact]
    public async Task Request_of_more_than_eight_mebibytes_is_refused_before_it_is_sent()
    {
        await using var host = new TestHost();
        var connector = await StartAsync(host);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => connector.PlanAsync(
            Address.Parse("a.json"), null, new byte[8 * 1024 * 1024], Cancellation));

        Assert.Equal(ConnectorFailure.NotSent, error.Failure);
        Assert.Matches("^`Plan` for `main/a.json` was not sent: the request has 8388[0-9]+ bytes and connector `raw` takes 8388608$", error.Message);
        Assert.Equal(0, connector.Status.Restarts);
    }

    [Fact]
    public async Task Call_that_is_late_is_cancelled_at_the_server_and_the_connection_goes_on()
    {
        await using var host = new TestHost();
        host.Options = host.Options with { Deadlines = new() { Read = TimeSpan.FromSeconds(1.5) } };
        var connector = await StartAsync(host);

        var error = await FailureAsync(connector, "hang");

        Assert.Equal(ConnectorFailure.Deadline, error.Failure);
        Assert.Equal("Connector `raw` did not answer `Get` within 1.5 s", error.Message);
        Assert.Equal(FilterBits.Resource, await connector.FilterAsync(Address.Parse("a.json"), Cancellation));
        Assert.Equal(1, (await StateAsync(connector)).GetProperty("cancelled").GetArrayLength());
    }

    [Fact]
    public async Task Death_in_mid_call_fails_that_call_and_init_is_repeated_for_the_next_one()
    {
        await using var host = new TestHost();
        var connector = await StartAsync(host);
        await connector.InitAsync(Cancellation);

        var error = await FailureAsync(connector, "die");

        Assert.Equal(ConnectorFailure.Died, error.Failure);
        Assert.Equal("Connector `raw` exited with code 7 during `Get`", error.Message);
        Assert.Contains("I am dying", error.LogTail);
        Assert.Equal(1, (await StateAsync(connector)).GetProperty("inits").GetInt32());
        Assert.Equal(1, connector.Status.Restarts);
    }

    [Fact]
    public async Task Connection_that_ends_while_the_process_goes_on_fails_its_call_and_a_new_process_takes_over()
    {
        await using var host = new TestHost();
        var connector = await StartAsync(host);
        var first = connector.Status.ProcessId;

        var error = await FailureAsync(connector, "hang up");
        await connector.GetAsync(Address.Parse("a.json"), Cancellation);

        Assert.Equal(ConnectorFailure.Transport, error.Failure);
        Assert.NotEqual(first, connector.Status.ProcessId);
    }

    [Fact]
    public async Task Version_that_is_not_spoken_is_refused()
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(Launch(host, ("VERSION", "0.9.0")));

        Assert.Equal("Connector `raw` speaks protocol `0.9.0` and this host speaks 0.13 and 0.14", error.Message);
    }

    private static ConnectorLaunch Launch(TestHost host, params (string Name, string Value)[] variables)
        => host.Launch(new BinarySpec(host.Program("bin/tarpc", "tarpc_connector.py")), variables);

    private static Task<IConnector> StartAsync(TestHost host) => host.NewPool().StartAsync(Launch(host), Cancellation);

    private static async Task<JsonElement> StateAsync(IConnector connector)
    {
        var state = (await connector.GetAsync(Address.Parse("state"), Cancellation))!;
        return JsonSerializer.Deserialize<JsonElement>(state.Body.Span);
    }

    private static Task<ConnectorException> FailureAsync(IConnector connector, string address)
        => Assert.ThrowsAsync<ConnectorException>(() => connector.GetAsync(Address.Parse(address), Cancellation));
}
