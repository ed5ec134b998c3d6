using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>What can be made in the test cloud, and the ids that it gives.</summary>
[Trait("kind", "process")]
public sealed class CloudKindTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subnet_waits_for_the_id_of_its_network_and_gets_one_of_its_own()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        var subnet = Address.Parse("networks/main/subnets/a.ron");

        var deferred = Assert.IsType<PhysicalMapping.Deferred>(await connector.VirtualToPhysicalAsync(subnet, Cancellation));
        Assert.Equal(new OutputRead("networks/main.ron", "id"), Assert.Single(deferred.Reads));
        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => CloudHost.CreateAsync(connector, subnet.ToString(), "Subnet()\n"));
        Assert.Equal((ConnectorErrorCode.NotFound, "`networks/main.ron` does not exist yet"), (error.Code, error.Message));

        var network = await CloudHost.CreateAsync(connector, "networks/main.ron", "Network(cidr: \"10.0.0.0/16\")\n");
        Assert.Equal("network-1", network.Outputs["id"]);
        host.Store("networks/main.ron", "id", "network-1", "networks/network-1.ron");
        Assert.IsType<PhysicalMapping.NotPresent>(await connector.VirtualToPhysicalAsync(subnet, Cancellation));
        var made = await CloudHost.CreateAsync(connector, subnet.ToString(), "Subnet()\n");
        Assert.Equal(("subnet-1", "network-1"), (made.Outputs["id"], made.Outputs["owner_id"]));

        const string Physical = "networks/network-1/subnets/subnet-1.ron";
        var read = await connector.GetAsync(Address.Parse(Physical), Cancellation);
        Assert.Equal(subnet.ToString(), read!.VirtualAddress);
        Assert.Equal("subnet-1", read.Outputs["id"]);
        Assert.Null(await connector.PhysicalToVirtualAsync(Address.Parse(Physical), Cancellation));
        host.Store(subnet.ToString(), "id", "subnet-1", Physical);
        Assert.Equal(new PhysicalMapping.Present(Physical), await connector.VirtualToPhysicalAsync(subnet, Cancellation));
        Assert.Equal(subnet.ToString(), await connector.PhysicalToVirtualAsync(Address.Parse(Physical), Cancellation));
        Assert.Equal(["networks/network-1.ron", Physical], await connector.ListAsync("networks", Cancellation));
    }

    [Fact]
    public async Task Owner_that_still_owns_and_object_that_is_named_are_not_deleted()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        host.Cloud.Put("networks/network-7.ron", "Network()", "main");
        host.Cloud.Put("networks/network-7/subnets/subnet-7.ron", "Subnet()", "a");
        host.Cloud.Put("networks/network-8.ron", "Network()", "other");
        host.Cloud.Put("databases/database-7.json", """{"network": "network-8"}""", "data");

        Assert.Equal(
            "`networks/network-7.ron` is in use by `networks/network-7/subnets/subnet-7.ron`", await RefusalAsync("networks/network-7.ron"));
        Assert.Equal("`networks/network-8.ron` is in use by `databases/database-7.json`", await RefusalAsync("networks/network-8.ron"));
        Assert.True(host.Cloud.Remove("databases/database-7.json"));
        await CloudHost.DeleteAsync(connector, "networks/network-8.ron");
        Assert.Equal("`networks/network-8.ron` does not exist", await RefusalAsync("networks/network-8.ron"));
        Assert.Equal(["networks/network-7.ron", "networks/network-7/subnets/subnet-7.ron"], host.Cloud.Objects.Select(item => item.Address));

        async Task<string> RefusalAsync(string address)
            => (await Assert.ThrowsAsync<ConnectorException>(() => CloudHost.DeleteAsync(connector, address))).Message;
    }

    [Fact]
    public async Task Database_has_several_outputs_and_one_of_them_is_a_secret()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();

        var made = await CloudHost.CreateAsync(connector, "databases/data.json", """{"gb": 1}""");

        Assert.Equal(
            [("endpoint", "database-1.cloud.test:5432"), ("id", "database-1"), ("password", "password-of-database-1")],
            made.Outputs.Select(output => (output.Key, output.Value!)).Order());
        Assert.Equal(["password"], made.SensitiveOutputs);
        var read = await connector.GetAsync(Address.Parse("databases/database-1.json"), Cancellation);
        Assert.Equal(
            made.Outputs.Select(output => (output.Key, output.Value!)).Order(), read!.Outputs.Select(output => (output.Key, output.Value)).Order());
        Assert.Equal(["password"], read.SensitiveOutputs);
        Assert.Equal("databases/data.json", read.VirtualAddress);
        var gone = await CloudHost.DeleteAsync(connector, "databases/database-1.json");
        Assert.All(gone.Outputs.Values, Assert.Null);
    }

    [Fact]
    public async Task Note_is_just_text()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();
        var note = Address.Parse("notes/a.txt");

        await CloudHost.CreateAsync(connector, "notes/a.txt", "{ \"not JSON");

        Assert.Equal("{ \"not JSON", host.Cloud.Find("notes/a.txt")!.Text);
        Assert.Equal("{ \"not JSON", await CloudHost.GetAsync(connector, "notes/a.txt"));
        Assert.Equal(new PhysicalMapping.Unmapped("notes/a.txt"), await connector.VirtualToPhysicalAsync(note, Cancellation));
        Assert.False(await connector.EqAsync(note, Encoding.UTF8.GetBytes("{}"), Encoding.UTF8.GetBytes("{ }"), Cancellation));
    }

    [Fact]
    public async Task Every_skeleton_is_an_address_of_the_connector_with_a_good_body()
    {
        await using var host = new CloudHost();
        var connector = await host.StartAsync();

        foreach (var skeleton in await connector.SkeletonsAsync(Cancellation))
        {
            var address = Address.Parse(skeleton.AddressTemplate.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal));
            Assert.NotEqual(FilterBits.None, await connector.FilterAsync(address, Cancellation));
            Assert.Empty(await connector.DiagAsync(address, skeleton.Body, Cancellation));
        }
    }

    [Fact]
    public async Task Two_processes_give_every_object_an_id_of_its_own_and_count_every_call()
    {
        await using var host = new CloudHost();
        var connectors = await Task.WhenAll(host.StartAsync(), host.StartAsync());

        var made = await Task.WhenAll(
            from index in Enumerable.Range(0, 60)
            select CloudHost.CreateAsync(connectors[index % 2], $"databases/d{index}.json", $$"""{"label": {{index}} }""", $"key-{index}"));

        var ids = Enumerable.Range(1, 60).Select(number => $"database-{number}").Order().ToList();
        Assert.Equal(ids, made.Select(result => result.Outputs["id"]!).Order());
        Assert.Equal(ids, host.Cloud.Calls.Select(call => call.Subject![10..^5]).Order());
        Assert.Equal(2, host.Cloud.Calls.Select(call => call.Process).Distinct().Count());
        Assert.Equal(60, host.Cloud.Objects.Count);
        Assert.Empty(host.Cloud.CreatedTwice());
    }
}
