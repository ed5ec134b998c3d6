using Google.Protobuf;
using Grpc.Core;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Tests.Sdk;

public sealed class DefaultsTests
{
    [Fact]
    public async Task A_connector_with_the_least_answers_with_the_defaults()
    {
        await using var server = await SdkServer.StartAsync<PlainConnector>();
        var client = server.Client;
        var empty = new Wire.Empty();
        var bytes = ByteString.CopyFromUtf8("a");
        string[] answers =
        [
            $"Version {await client.VersionAsync(empty)}",
            $"Init {await client.InitAsync(empty)}",
            $"Filter {await client.FilterAsync(new() { Addr = "a.ron" })}",
            $"Subpaths {await client.SubpathsAsync(empty)}",
            $"List {await client.ListAsync(new() { Subpath = "./" })}",
            $"Get {await client.GetAsync(new() { Addr = "a.ron" })}",
            $"AddrVirtToPhy {await client.AddrVirtToPhyAsync(new() { Addr = "a.ron" })}",
            $"AddrPhyToVirt {await client.AddrPhyToVirtAsync(new() { Addr = "a.ron" })}",
            $"GetSkeletons {await client.GetSkeletonsAsync(empty)}",
            $"GetDocstring {await client.GetDocstringAsync(new() { Addr = "a.ron", Ident = new() { Struct = new() { Name = "S" } } })}",
            $"GetDocstring {await client.GetDocstringAsync(new() { Addr = "a.ron" })}",
            $"Eq {await client.EqAsync(new() { A = bytes, B = bytes })}",
            $"Eq {await client.EqAsync(new() { A = bytes, B = ByteString.Empty })}",
            $"Diag {await client.DiagAsync(new() { A = bytes })}",
            $"Capabilities {await client.CapabilitiesAsync(empty)}",
        ];
        Assert.Equal(
            """
            Version { "version": "0.14.2" }
            Init { }
            Filter { "bitmask": 10 }
            Subpaths { "subpaths": [ "./" ] }
            List { "addrs": [ "./a.ron", "b.ron" ] }
            Get { }
            AddrVirtToPhy { "null": { "path": "a.ron" } }
            AddrPhyToVirt { "hasVirt": true, "virtAddr": "a.ron" }
            GetSkeletons { }
            GetDocstring { }
            GetDocstring { }
            Eq { "equal": true }
            Eq { }
            Diag { }
            Capabilities { "revision": 1, "extensions": [ "presence", "outputs", "errors", "idempotency", "many", "op-kinds" ], "maxMessageBytes": 67108864 }
            """,
            string.Join('\n', answers));
    }

    [Fact]
    public async Task Tasks_and_bundles_are_unimplemented_by_default()
    {
        await using var server = await SdkServer.StartAsync<PlainConnector>();
        var task = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.TaskExecAsync(new() { Addr = "t" }));
        var bundle = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.UnbundleAsync(new() { Addr = "b" }));
        Assert.Equal(
            [(StatusCode.Unimplemented, "The connector does not implement `TaskExec`", false),
                (StatusCode.Unimplemented, "The connector does not implement `Unbundle`", false)],
            new[] { task, bundle }.Select(error => (error.StatusCode, error.Status.Detail, error.Trailers.Any(entry => entry.IsBinary))));
    }

    [Theory]
    [InlineData(false, "", false, "", "nothing -> nothing")]
    [InlineData(true, "", false, "", "0 bytes -> nothing")]
    [InlineData(false, "", true, "", "nothing -> 0 bytes")]
    [InlineData(false, "old", false, "desired", "3 bytes -> 7 bytes")]
    [InlineData(true, "old", true, "", "3 bytes -> 0 bytes")]
    public async Task A_side_is_present_by_its_flag_or_by_its_bytes(
        bool hasCurrent, string current, bool hasDesired, string desired, string planned)
    {
        await using var server = await SdkServer.StartAsync<PlainConnector>();
        var plan = await server.Client.PlanAsync(new()
        {
            Addr = "a.ron",
            HasCurrent = hasCurrent,
            Current = ByteString.CopyFromUtf8(current),
            HasDesired = hasDesired,
            Desired = ByteString.CopyFromUtf8(desired),
        });
        Assert.Equal(planned, Assert.Single(plan.Ops).OpDefinition);
    }

    [Fact]
    public async Task The_idempotency_key_reaches_the_connector()
    {
        await using var server = await SdkServer.StartAsync<PlainConnector>();
        var with = await server.Client.OpExecAsync(new() { Addr = "a" }, new Metadata { { "autoschematic-idempotency-key", "k1" } });
        var without = await server.Client.OpExecAsync(new() { Addr = "a" });
        Assert.Equal(("key k1", "key none"), (with.FriendlyMessage, without.FriendlyMessage));
    }

    [Fact]
    public async Task Bodies_of_sixty_megabytes_pass()
    {
        await using var server = await SdkServer.StartAsync<PlainConnector>();
        var plan = await server.Client.PlanAsync(new()
        {
            Addr = "a",
            Desired = UnsafeByteOperations.UnsafeWrap(new byte[60 * 1024 * 1024]),
        });
        Assert.Equal("nothing -> 62914560 bytes", Assert.Single(plan.Ops).OpDefinition);
    }
}
