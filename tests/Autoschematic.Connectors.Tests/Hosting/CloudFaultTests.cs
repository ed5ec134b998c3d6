using System.Diagnostics;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.TestClouds;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>How the test cloud misbehaves, and that a test can tell it to while it runs.</summary>
[Trait("kind", "process")]
public sealed class CloudFaultTests
{
    private const string Net = "net/a.ron";
    private const string Body = "Net()\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_third_op_fails_and_changes_nothing()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        host.Cloud.SetFaults("unavailable op_exec * every 3");

        foreach (var index in Enumerable.Range(1, 7))
        {
            var create = CloudHost.CreateAsync(connector, $"net/{index}.ron", Body);
            if (index % 3 == 0)
            {
                Assert.Equal(ConnectorErrorCode.Unavailable, (await Assert.ThrowsAsync<ConnectorException>(() => create)).Code);
            }
            else
            {
                await create;
            }
        }

        Assert.Equal(
            ["net/1.ron Done", "net/2.ron Done", "net/3.ron Refused", "net/4.ron Done", "net/5.ron Done", "net/6.ron Refused", "net/7.ron Done"],
            host.Cloud.Calls.Select(call => $"{call.Address} {call.Outcome}"));
        Assert.Equal(["net/1.ron", "net/2.ron", "net/4.ron", "net/5.ron", "net/7.ron"], host.Cloud.Objects.Select(item => item.Address));
    }

    [Fact]
    public async Task Only_the_named_addresses_fail_and_only_as_long_as_they_are_named()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync(("TEST_CLOUD_FAULTS", "fail get net/a.ron"));
        host.Cloud.Put(Net, Body);
        host.Cloud.Put("net/b.ron", Body);

        await Assert.ThrowsAsync<ConnectorException>(() => CloudHost.GetAsync(connector, Net));
        Assert.Equal(Body, await CloudHost.GetAsync(connector, "net/b.ron"));
        host.Cloud.SetFaults("fail get net/b.ron");
        Assert.Equal(Body, await CloudHost.GetAsync(connector, Net));
        await Assert.ThrowsAsync<ConnectorException>(() => CloudHost.GetAsync(connector, "net/b.ron"));
        host.Cloud.SetFaults();
        Assert.Equal(Body, await CloudHost.GetAsync(connector, "net/b.ron"));
        host.Cloud.Reset(CloudSetting.Faults);
        await Assert.ThrowsAsync<ConnectorException>(() => CloudHost.GetAsync(connector, Net));
        Assert.Equal(1, host.Cloud.Reads["get net/a.ron"]);
        Assert.Equal(2, host.Cloud.Reads["get net/b.ron"]);
    }

    [Fact]
    public async Task Slow_call_takes_its_time()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        host.Cloud.SetFaults("slow:300 get *");
        var watch = Stopwatch.StartNew();

        await CloudHost.GetAsync(connector, Net);

        Assert.True(watch.ElapsedMilliseconds >= 290, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Lie_about_an_op_is_an_error_after_the_change()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        host.Cloud.SetFaults("fail-after op_exec *");

        var error = await Assert.ThrowsAsync<ConnectorException>(() => CloudHost.CreateAsync(connector, Net, Body));

        Assert.True(error.IsAnswer);
        Assert.Equal(["create net/a.ron net/a.ron key Done"], Calls(host));
        Assert.Equal(Body, host.Cloud.Find(Net)!.Text);
    }

    [Fact]
    public async Task Dropped_connection_leaves_the_op_unknown_although_the_process_lives()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        await connector.InitAsync(Cancellation);
        var process = connector.Status.ProcessId;
        host.Cloud.SetFaults("drop-after op_exec * once");

        var error = await Assert.ThrowsAsync<ConnectorException>(() => CloudHost.CreateAsync(connector, Net, Body));

        Assert.False(error.IsAnswer);
        Assert.Equal(ConnectorFailure.Transport, error.Failure);
        Assert.Equal(["create net/a.ron net/a.ron key Done"], Calls(host));
        Assert.Equal(Body, await CloudHost.GetAsync(connector, Net));
        Assert.Equal((process, 0), (connector.Status.ProcessId, connector.Status.Restarts));
    }

    [Theory]
    [InlineData("die op_exec * nth 2", "Arrived")]
    [InlineData("die-after op_exec * nth 2", "Done")]
    public async Task Connector_kills_itself_before_or_after_the_second_op(string fault, string outcome)
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        await connector.InitAsync(Cancellation);
        host.Cloud.SetFaults(fault);
        await CloudHost.CreateAsync(connector, "net/1.ron", Body);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => CloudHost.CreateAsync(connector, "net/2.ron", Body));

        Assert.Equal(ConnectorFailure.Died, error.Failure);
        await CloudHost.CreateAsync(connector, "net/3.ron", Body);
        Assert.Equal(["net/1.ron Done", $"net/2.ron {outcome}", "net/3.ron Done"], host.Cloud.Calls.Select(call => $"{call.Address} {call.Outcome}"));
        Assert.Equal(outcome == "Done", host.Cloud.Find("net/2.ron") is not null);
    }

    [Fact]
    public async Task Key_that_is_sent_again_makes_another_object_unless_the_mode_is_set()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();

        await CloudHost.CreateAsync(connector, "databases/a.json", "{}", "key-a");
        await CloudHost.CreateAsync(connector, "databases/a.json", "{}", "key-a");
        host.Cloud.SetModes("idempotent");
        await CloudHost.CreateAsync(connector, "databases/b.json", "{}", "key-b");
        var again = await CloudHost.CreateAsync(connector, "databases/b.json", "{}", "key-b");

        Assert.Equal("database-3", again.Outputs["id"]);
        Assert.Equal(["databases/a.json: databases/database-1.json, databases/database-2.json"], host.Cloud.CreatedTwice());
        Assert.Equal("create databases/b.json databases/database-3.json key-b Repeated", Calls(host)[^1]);
        Assert.Equal(3, host.Cloud.Objects.Count);
    }

    [Theory]
    [InlineData("net/a.ron", "Net(tags: {\"a\": 1, \"b\": {\"x\": 1, \"y\": 2, \"z\": 3}, \"c\": 3, \"d\": 4}) // end\n")]
    [InlineData("vm/vm-1.json", "{\"a\": 1, \"b\": {\"x\": 1, \"y\": 2, \"z\": 3}, \"c\": 3, \"d\": 4}\n")]
    public async Task Maps_come_in_another_order_each_time_and_mean_the_same(string address, string body)
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        host.Cloud.SetModes("reorder");
        host.Cloud.Put(address, body);

        HashSet<string> seen = [];
        foreach (var _ in Enumerable.Range(0, 20))
        {
            seen.Add((await CloudHost.GetAsync(connector, address))!);
        }

        Assert.True(seen.Count > 3, $"{seen.Count} of 144 orders");
        foreach (var text in seen)
        {
            Assert.Equal(body.Order(), text.Order());
            Assert.True(await connector.EqAsync(Address.Parse(address), Bytes(body), Bytes(text), Cancellation));
            Assert.Empty(await connector.PlanAsync(Address.Parse(address), Bytes(text), Bytes(body), Cancellation));
        }

        var other = body.Replace("\"y\": 2", "\"y\": 5", StringComparison.Ordinal);
        Assert.False(await connector.EqAsync(Address.Parse(address), Bytes(body), Bytes(other), Cancellation));
    }

    [Fact]
    public async Task Deleted_object_is_given_a_few_times_more()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        host.Cloud.SetModes("fade:2");
        host.Cloud.Put(Net, Body);

        await CloudHost.DeleteAsync(connector, Net);

        Assert.Empty(host.Cloud.Objects);
        Assert.Equal([Net], await connector.ListAsync("net", Cancellation));
        Assert.Equal(Body, await CloudHost.GetAsync(connector, Net));
        Assert.Equal(Body, await CloudHost.GetAsync(connector, Net));
        Assert.Null(await CloudHost.GetAsync(connector, Net));
        Assert.Empty(await connector.ListAsync("net", Cancellation));
    }

    [Theory]
    [InlineData("TEST_CLOUD_MODES", "sloppy", "`sloppy` is not a mode")]
    [InlineData("TEST_CLOUD_FAULTS", "fail get", "`fail get` is not `ACTION METHOD PATTERN [once|nth N|every N]`")]
    [InlineData("TEST_CLOUD_FAULTS", "fail get * every 0", "`fail get * every 0` is not `ACTION METHOD PATTERN [once|nth N|every N]`")]
    [InlineData("TEST_CLOUD_FAULTS", "explode get *", "`explode` is not a fault")]
    public async Task Setting_that_means_nothing_is_refused(string variable, string value, string message)
    {
        await using var host = new CloudHost();

        var error = await host.Host.StartFailureAsync(host.Launch((variable, value)));

        Assert.Contains($"FormatException: {message}", error.Message, StringComparison.Ordinal);
    }

    private static string[] Calls(CloudHost host) => [.. host.Cloud.Calls.Select(call => call.ToString())];

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
