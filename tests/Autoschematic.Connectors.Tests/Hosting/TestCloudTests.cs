using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>A connector of the C# SDK, as a process of its own, through the pool.</summary>
[Trait("kind", "process")]
public sealed class TestCloudTests
{
    private static readonly Address Net = Address.Parse("net/a.ron");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("Net(cidr: \"10.0.0.0/8\")\n");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resource_is_created_read_changed_and_deleted()
    {
        await using var host = new CloudHost();
        var connector = await StartAsync(host);
        var changed = Encoding.UTF8.GetBytes("Net(cidr: \"10.1.0.0/16\")\n");
        await connector.InitAsync(Cancellation);

        Assert.Equal("0.14.2", connector.ProtocolVersion);
        Assert.Equal(64, connector.Capabilities.MaxConcurrency);
        Assert.Equal(FilterBits.Resource, await connector.FilterAsync(Net, Cancellation));
        Assert.Equal(FilterBits.None, await connector.FilterAsync(Address.Parse("else"), Cancellation));
        Assert.Equal(["net", "vm", "networks", "databases", "notes"], await connector.SubpathsAsync(Cancellation));
        var create = Assert.Single(await connector.PlanAsync(Net, null, Body, Cancellation));
        Assert.Equal(OpKind.Create, create.Kind);
        Assert.Equal("create net/a.ron", create.Message);
        Assert.Equal("net-a", (await connector.ExecuteAsync(Net, create, "key-1", Cancellation)).Outputs["net_id"]);
        Assert.Equal(["net/a.ron"], await connector.ListAsync("net", Cancellation));
        Assert.Equal(Body, (await connector.GetAsync(Net, Cancellation))!.Body.ToArray());
        Assert.Empty(await connector.PlanAsync(Net, Body, Body, Cancellation));

        var update = Assert.Single(await connector.PlanAsync(Net, Body, changed, Cancellation));
        Assert.Equal(OpKind.Update, update.Kind);
        await connector.ExecuteAsync(Net, update, "key-2", Cancellation);
        Assert.False(await connector.EqAsync(Net, Body, (await connector.GetAsync(Net, Cancellation))!.Body, Cancellation));

        var delete = Assert.Single(await connector.PlanAsync(Net, changed, null, Cancellation));
        Assert.True(delete.DestroysData && delete.Irreversible);
        await connector.ExecuteAsync(Net, delete, "key-3", Cancellation);
        Assert.Null(await connector.GetAsync(Net, Cancellation));
        Assert.Equal(
            ["create net/a.ron net/a.ron key-1 Done", "update net/a.ron net/a.ron key-2 Done", "delete net/a.ron net/a.ron key-3 Done"],
            Calls(host));
    }

    [Fact]
    public async Task Machine_is_mapped_by_its_output_and_its_disk_waits_for_that()
    {
        await using var host = new CloudHost();
        var connector = await StartAsync(host);

        Assert.IsType<PhysicalMapping.NotPresent>(
            await connector.VirtualToPhysicalAsync(Address.Parse("vm/web.json"), Cancellation));
        var deferred = Assert.IsType<PhysicalMapping.Deferred>(
            await connector.VirtualToPhysicalAsync(Address.Parse("vm/web/disk/d.json"), Cancellation));
        Assert.Equal(new OutputRead("vm/web.json", "vm_id"), Assert.Single(deferred.Reads));
        Assert.Equal(new PhysicalMapping.Unmapped("net/a.ron"), await connector.VirtualToPhysicalAsync(Net, Cancellation));
    }

    [Fact]
    public async Task Bundles_tasks_skeletons_and_docs_come_through()
    {
        await using var host = new CloudHost();
        var connector = await StartAsync(host);
        var bundle = Encoding.UTF8.GetBytes("""{"children": {"net/a.ron": "Net()"}}""");
        var task = Encoding.UTF8.GetBytes("Task(steps: 2, delay: 5)");
        var address = Address.Parse("task/t.ron");

        var child = Assert.Single(await connector.UnbundleAsync(Address.Parse("stack/s.bundle.json"), bundle, Cancellation));
        Assert.Equal(("net/a.ron", "Net()"), (child.Address, Encoding.UTF8.GetString(child.Contents.Span)));
        var first = await connector.RunTaskAsync(address, task, Encoding.UTF8.GetBytes("argument"), null, Cancellation);
        Assert.Equal("step 1 of 2", first.Message);
        Assert.NotNull(first.DelayUntil);
        var last = await connector.RunTaskAsync(address, task, null, first.NextState, Cancellation);
        Assert.Null(last.NextState);
        Assert.Equal("2", last.Outputs["step"]);
        Assert.Equal(["task task/t.ron 1/2 argument Done", "task task/t.ron 2/2 - Done"], Calls(host));
        Assert.NotEmpty(await connector.SkeletonsAsync(Cancellation));
        Assert.NotEmpty(await connector.DiagAsync(Address.Parse("vm/web.json"), Encoding.UTF8.GetBytes("{"), Cancellation));
    }

    [Fact]
    public async Task Error_has_its_causes_and_its_code()
    {
        await using var host = new CloudHost();
        var connector = await StartAsync(host, "fail get net/a.ron;auth init *");

        var failed = await Assert.ThrowsAsync<ConnectorException>(() => connector.GetAsync(Net, Cancellation));
        Assert.Equal("the cloud refused `get` for `net/a.ron`", failed.Message);
        Assert.Equal(["status 500: internal error"], failed.Causes);
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => connector.InitAsync(Cancellation));
        Assert.Equal(ConnectorErrorCode.Auth, refused.Code);
    }

    [Theory]
    [InlineData("rate-limited get * once")]
    [InlineData("unavailable get * once")]
    public async Task Read_that_may_succeed_later_is_tried_again(string fault)
    {
        await using var host = new CloudHost();
        var connector = await StartAsync(host, fault);

        Assert.Null(await connector.GetAsync(Net, Cancellation));
    }

    [Theory]
    [InlineData("rate-limited op_exec * once")]
    [InlineData("unavailable op_exec * once")]
    public async Task Op_is_never_sent_again(string fault)
    {
        await using var host = new CloudHost();
        var connector = await StartAsync(host, fault);
        var create = Assert.Single(await connector.PlanAsync(Net, null, Body, Cancellation));

        await Assert.ThrowsAsync<ConnectorException>(() => connector.ExecuteAsync(Net, create, "key", Cancellation));

        Assert.Equal(["create net/a.ron - key Refused"], Calls(host));
        Assert.Empty(host.Cloud.Objects);
    }

    [Fact]
    public async Task Death_after_the_change_leaves_the_op_unknown_and_the_next_process_sees_what_was_done()
    {
        await using var host = new CloudHost();
        var connector = await StartAsync(host, "die-after op_exec * once");
        await connector.InitAsync(Cancellation);
        var create = Assert.Single(await connector.PlanAsync(Net, null, Body, Cancellation));

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => connector.ExecuteAsync(Net, create, "key", Cancellation));

        Assert.Equal(ConnectorFailure.Died, error.Failure);
        Assert.False(error.IsAnswer);
        Assert.Equal(Body, (await connector.GetAsync(Net, Cancellation))!.Body.ToArray());
        Assert.Equal(1, connector.Status.Restarts);
        Assert.Equal(["create net/a.ron net/a.ron key Done"], Calls(host));
    }

    [Fact]
    public async Task Failing_constructor_is_told_by_the_error_dump()
    {
        await using var host = new CloudHost();

        var error = await host.Host.StartFailureAsync(host.Launch(("TEST_CLOUD_FAULTS", "fail start *")));

        Assert.Equal(
            "Connector `raw` of prefix `main` exited with code 1 before it was ready: "
            + "Connector `raw` could not start: ConnectorServiceException: the cloud refused `start` for ``",
            error.Message);
        Assert.Equal(
            """
            Connector `raw` could not start: ConnectorServiceException: the cloud refused `start` for ``
              caused by: IOException: status 500: internal error
            """,
            error.Causes[0]);
    }

    private static Task<IConnector> StartAsync(CloudHost host, string faults = "")
        => host.StartAsync(("TEST_CLOUD_FAULTS", faults));

    private static string[] Calls(CloudHost host) => [.. host.Cloud.Calls.Select(call => call.ToString())];
}
