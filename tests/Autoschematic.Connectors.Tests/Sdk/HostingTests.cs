using Autoschematic.Sdk;
using Autoschematic.Sdk.Hosting;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Autoschematic.Connectors.Tests.Sdk;

public sealed class HostingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Sixty_four_calls_run_at_once()
    {
        // The gate opens only when all are inside together.
        await using var server = await AdaptersTests.RichAsync(gate: 64);
        var calls = Enumerable.Range(0, 64)
            .Select(index => server.Client.GetAsync(new() { Addr = $"gate/{index}" }).ResponseAsync);
        Assert.Equal(64, (await Task.WhenAll(calls).WaitAsync(Patience)).Length);
    }

    [Fact]
    public async Task A_call_that_the_host_gives_up_is_cancelled_inside_the_connector()
    {
        var gate = new RichConnector.Gate(wanted: 2);
        await using var server = await SdkServer.StartAsync<RichConnector>(services => services.AddSingleton(gate));
        using var dropped = new CancellationTokenSource();
        var call = server.Client.GetAsync(new() { Addr = "gate/x" }, cancellationToken: dropped.Token).ResponseAsync;
        await gate.Entered.WaitAsync(Patience);
        await dropped.CancelAsync();
        await gate.Cancelled.WaitAsync(Patience);
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
    }

    [Fact]
    public async Task An_op_whose_host_gave_up_comes_to_its_end()
    {
        var gate = new RichConnector.Gate(wanted: 2);
        await using var server = await SdkServer.StartAsync<RichConnector>(services => services.AddSingleton(gate));
        using var dropped = new CancellationTokenSource();
        var call = server.Client.OpExecAsync(new() { Addr = "x", Op = "gate" }, cancellationToken: dropped.Token).ResponseAsync;
        await gate.Entered.WaitAsync(Patience);
        await dropped.CancelAsync();
        await Assert.ThrowsAsync<RpcException>(() => call);

        // The same connection answered after the reset of the op's stream, so the connector has seen that.
        await server.Client.GetAsync(new() { Addr = "x" }).ResponseAsync.WaitAsync(Patience);
        await gate.PassAsync(CancellationToken.None);
        await gate.Finished.WaitAsync(Patience);
        Assert.False(gate.Cancelled.IsCompleted);
    }

    [Fact]
    public async Task A_stopping_connector_lets_calls_finish()
    {
        var gate = new RichConnector.Gate(wanted: 2);
        await using var server = await SdkServer.StartAsync<RichConnector>(services => services.AddSingleton(gate));
        var call = server.Client.GetAsync(new() { Addr = "gate/x" }).ResponseAsync;
        await gate.Entered.WaitAsync(Patience);
        var stopping = server.StopAsync();
        Assert.False(call.IsCompleted);
        await gate.PassAsync(CancellationToken.None);
        Assert.Equal("virtual/gate/x", (await call.WaitAsync(Patience)).VirtAddr);
        await stopping.WaitAsync(Patience);
        Assert.False(File.Exists(server.Arguments.Socket));
    }

    [Fact]
    public async Task Health_is_served()
    {
        await using var server = await SdkServer.StartAsync<PlainConnector>();
        var answer = await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    [Fact]
    public void The_error_dump_names_the_connector_and_the_chain_of_causes()
    {
        var error = new InvalidOperationException("outer", new AggregateException(new IOException("inner")));
        Assert.Equal(
            """
            Connector `demo` could not start: InvalidOperationException: outer
              caused by: AggregateException: One or more errors occurred. (inner)
              caused by: IOException: inner

            """,
            FatalErrors.Describe(new ConnectorContext("demo", "main"), error));
    }

    [Theory]
    [InlineData(new[] { "demo", "main", "/s", "/d" }, "demo main /s /d")]
    [InlineData(new[] { "own.dll", "demo", "main", "/s", "/d" }, "demo main /s /d")]
    [InlineData(new[] { "demo", "main", "/s" }, "none")]
    [InlineData(new[] { "demo", "main", "", "/d" }, "none")]
    public void The_last_four_arguments_count(string[] args, string expected)
        => Assert.Equal(
            expected,
            ConnectorArguments.TryParse(args) is { } parsed
                ? $"{parsed.Context.Name} {parsed.Context.Prefix} {parsed.Socket} {parsed.ErrorDump}"
                : "none");
}
