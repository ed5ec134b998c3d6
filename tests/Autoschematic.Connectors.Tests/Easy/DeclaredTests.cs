using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>Ids, parents, text, bytes, tasks, bundles and configuration by declaration.</summary>
[Trait("kind", "process")]
public sealed class DeclaredTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_and_parents_are_mapped_by_outputs()
    {
        await using var host = await EasyHost.StartAsync();
        var connector = host.Connector;
        Assert.Equal("not present", await MapAsync("networks/main.ron"));
        Assert.Equal("deferred networks/main.ron[network_id]", await MapAsync("networks/main/subnets/a.ron"));

        var network = Assert.Single(await host.PlanAsync("networks/main.ron", null, "Network(cidr: \"10.0.0.0/8\", name: \"main\")"));
        Assert.Equal(["network_id"], network.WritesOutputs);
        Assert.Equal("net-1", (await host.ExecuteAsync("networks/main.ron", network)).Outputs["network_id"]);
        var imported = await connector.GetAsync(Address.Parse("networks/net-1.ron"), Cancellation);
        Assert.Equal(("networks/main.ron", "net-1"), (imported!.VirtualAddress, imported.Outputs["network_id"]));

        host.Store("networks/main.ron", "network_id", "net-1", "networks/net-1.ron");
        Assert.Equal("networks/net-1.ron", await MapAsync("networks/main.ron"));
        Assert.Equal("networks/main.ron", await connector.PhysicalToVirtualAsync(Address.Parse("networks/net-1.ron"), Cancellation));
        Assert.Null(await connector.PhysicalToVirtualAsync(Address.Parse("networks/net-9.ron"), Cancellation));
        Assert.Equal("not present", await MapAsync("networks/main/subnets/a.ron"));

        // The parent is named by its file, and the handler gets its id.
        var subnet = Assert.Single(await host.PlanAsync("networks/main/subnets/a.ron", null, "Subnet(cidr: \"10.0.1.0/24\")"));
        Assert.Equal("Create subnet `a`", subnet.Message);
        Assert.Equal("subnet-2", (await host.ExecuteAsync("networks/main/subnets/a.ron", subnet, "k2")).Outputs["subnet_id"]);
        Assert.Equal(["networks/net-1/subnets/subnet-2.ron"], await connector.ListAsync("networks", Cancellation) is var listed ? listed.Where(address => address.Contains("subnets", StringComparison.Ordinal)) : []);
        host.Store("networks/main/subnets/a.ron", "subnet_id", "subnet-2", "networks/net-1/subnets/subnet-2.ron");
        Assert.Equal("networks/net-1/subnets/subnet-2.ron", await MapAsync("networks/main/subnets/a.ron"));
        Assert.Equal(
            "networks/main/subnets/a.ron",
            await connector.PhysicalToVirtualAsync(Address.Parse("networks/net-1/subnets/subnet-2.ron"), Cancellation));

        var delete = Assert.Single(await host.PlanAsync("networks/net-1/subnets/subnet-2.ron", "Subnet(cidr: \"10.0.1.0/24\")", null));
        Assert.Equal("Delete subnet `a`", delete.Message);
        Assert.Null((await host.ExecuteAsync("networks/net-1/subnets/subnet-2.ron", delete, "k3")).Outputs["subnet_id"]);
        Assert.Equal(["write networks net-1", "write subnets net-1.subnet-2", "delete subnets net-1.subnet-2"], host.Log);

        async Task<string> MapAsync(string address)
            => await connector.VirtualToPhysicalAsync(Address.Parse(address), Cancellation) switch
            {
                PhysicalMapping.Present present => present.Path,
                PhysicalMapping.Unmapped unmapped => $"unmapped {unmapped.Path}",
                PhysicalMapping.Deferred deferred => $"deferred {string.Join(' ', deferred.Reads.Select(read => $"{read.Address}[{read.Key}]"))}",
                _ => "not present",
            };
    }

    [Fact]
    public async Task Text_has_operations_of_its_author()
    {
        await using var host = await EasyHost.StartAsync();
        const string View = "db/public/views/ages.sql";
        Assert.Equal(["Define the view ages"], await host.ApplyAsync(View, null, "SELECT age\n"));
        Assert.Equal("SELECT age\n", await host.GetAsync(View));
        Assert.Equal(["db/public/views/ages.sql"], await host.Connector.ListAsync("db", Cancellation));
        Assert.Empty(await host.PlanAsync(View, "SELECT age\n", "SELECT age"));

        var ops = await host.PlanAsync(View, "SELECT age\n", "SELECT age, name\n");
        Assert.Equal(
            [
                (OpKind.Delete, true, "Drop the view ages", """{"address":"db/public/views/ages.sql","arguments":"Statement(\n    sql: \"DROP VIEW ages\",\n)","message":"Drop the view ages","op":"drop","version":1}"""),
                (OpKind.Create, false, "Define the view ages", """{"address":"db/public/views/ages.sql","arguments":"Statement(\n    sql: \"SELECT age, name\\n\",\n)","message":"Define the view ages","op":"define","version":1}"""),
            ],
            ops.Select(op => (op.Kind, op.DestroysData, op.Message, op.Definition)));
        foreach (var op in ops)
        {
            await host.ExecuteAsync(View, op);
        }

        Assert.Equal("SELECT age, name\n", await host.GetAsync(View));
        Assert.Equal(["2:1-2:5 Error: Syntax error at `FORM`"], await host.DiagAsync(View, "SELECT é\nFORM x"));
    }

    [Fact]
    public async Task Bytes_stay_as_they_are_and_paths_are_deep()
    {
        await using var host = await EasyHost.StartAsync();
        byte[] content = [0, 0xFF, 0xC3, 0x28];
        var address = Address.Parse("blobs/etc/nginx/site.conf");
        var create = Assert.Single(await host.Connector.PlanAsync(address, null, content, Cancellation));
        await host.Connector.ExecuteAsync(address, create, "k", Cancellation);
        Assert.Equal(content, (await host.Connector.GetAsync(address, Cancellation))!.Body.ToArray());
        Assert.Equal(["blobs/etc/nginx/site.conf"], await host.Connector.ListAsync("blobs", Cancellation));
        Assert.Empty(await host.Connector.PlanAsync(address, content, content, Cancellation));
    }

    [Fact]
    public async Task Task_runs_by_steps()
    {
        await using var host = await EasyHost.StartAsync();
        var task = Address.Parse("tasks/start.ron");
        Assert.Equal(FilterBits.Task, await host.Connector.FilterAsync(task, Cancellation));
        var messages = new List<string>();
        ReadOnlyMemory<byte>? state = null;
        do
        {
            var step = await host.Connector.RunTaskAsync(task, Encoding.UTF8.GetBytes("Countdown(from: 2)"), null, state, Cancellation);
            messages.Add(step.Message!);
            state = step.NextState;
        }
        while (state is { Length: > 0 });

        Assert.Equal(["2 left of start", "1 left of start", "0 left of start"], messages);
    }

    [Fact]
    public async Task Bundle_holds_bodies_of_another_handler()
    {
        await using var host = await EasyHost.StartAsync();
        var children = await host.Connector.UnbundleAsync(
            Address.Parse("teams/core.ron"), Encoding.UTF8.GetBytes("Team(members: [\"ann\"])"), Cancellation);
        var child = Assert.Single(children);
        Assert.Equal(
            ("db/roles/ann.ron", "Role(\n    power: Writer,\n    member_of: [\n        \"core\",\n    ],\n)\n"),
            (child.Address, Encoding.UTF8.GetString(child.Contents.Span)));
    }

    [Fact]
    public async Task Configuration_that_is_wrong_is_refused_with_its_place()
    {
        await using var host = await EasyHost.StartAsync();
        Assert.Equal(FilterBits.Config, await host.Connector.FilterAsync(Address.Parse("db/config.ron"), Cancellation));
        await host.Connector.InitAsync(Cancellation);
        host.Host.Write("main/db/config.ron", "Settings(lable: \"x\")");
        await host.RestartAsync();
        var error = await Assert.ThrowsAsync<ConnectorException>(() => host.Connector.InitAsync(Cancellation));
        Assert.Equal("main/db/config.ron:1:10: Unknown field `lable` in `Settings` (did you mean `label`?)", error.Message);
    }

    [Fact]
    public async Task Empty_name_for_a_file_is_an_error_that_says_whose()
    {
        await using var host = await EasyHost.StartAsync();
        await host.ApplyAsync("networks/main.ron", null, "Network(cidr: \"10.0.0.0/8\", name: \"\")");
        var error = await Assert.ThrowsAsync<ConnectorException>(() => host.GetAsync("networks/net-1.ron"));
        Assert.Equal(
            ("Reading networks/net-1.ron failed", "`NetworkHandler.NameOf` gave an empty name for networks/net-1.ron; null names the file by the id"),
            (error.Message, Assert.Single(error.Causes)));
    }

    [Fact]
    public async Task Names_that_no_address_can_hold_are_written_otherwise()
    {
        await using var host = await EasyHost.StartAsync();
        await host.ApplyAsync("db/roles/a%2Fb.ron", null, "Role(power: Reader)");
        await host.ApplyAsync("db/roles/50%.ron", null, "Role(power: Reader)");
        Assert.Equal(["write roles a/b", "write roles 50%"], host.Log);
        Assert.Equal(["db/roles/50%.ron", "db/roles/a%2Fb.ron"], await host.Connector.ListAsync("db/roles", Cancellation));
    }
}
