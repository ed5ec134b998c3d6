using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Tests.Sdk;

public sealed class AdaptersTests
{
    [Fact]
    public async Task Everything_a_connector_returns_reaches_the_wire()
    {
        await using var server = await RichAsync();
        var client = server.Client;
        var empty = new Wire.Empty();
        string[] answers =
        [
            $"Get {await client.GetAsync(new() { Addr = "x" })}",
            $"Plan {await client.PlanAsync(new() { Addr = "x" })}",
            $"OpExec {await client.OpExecAsync(new() { Addr = "x" })}",
            $"AddrVirtToPhy {await client.AddrVirtToPhyAsync(new() { Addr = "present" })}",
            $"AddrVirtToPhy {await client.AddrVirtToPhyAsync(new() { Addr = "not" })}",
            $"AddrVirtToPhy {await client.AddrVirtToPhyAsync(new() { Addr = "deferred" })}",
            $"AddrPhyToVirt {await client.AddrPhyToVirtAsync(new() { Addr = "x" })}",
            $"GetSkeletons {await client.GetSkeletonsAsync(empty)}",
            $"GetDocstring {await client.GetDocstringAsync(new() { Ident = new() { Struct = new() { Name = "S" } } })}",
            $"GetDocstring {await client.GetDocstringAsync(new() { Ident = new() { Field = new() { Parent = "S", Name = "f" } } })}",
            $"GetDocstring {await client.GetDocstringAsync(new() { Ident = new() { EnumVariant = new() { Parent = "E", Name = "V" } } })}",
            $"Diag {await client.DiagAsync(new())}",
            $"TaskExec {await client.TaskExecAsync(new() { Addr = "t" })}",
            $"Capabilities {await client.CapabilitiesAsync(empty)}",
        ];
        Assert.Equal(
            """
            Get { "exists": true, "resourceDefinition": "AQI=", "virtAddr": "virtual/x", "outputs": { "id": "7", "token": "t" }, "sensitiveOutputs": [ "token" ] }
            Plan { "ops": [ { "opDefinition": "op", "writesOutputs": [ "id" ], "friendlyMessage": "replace it", "kind": "OP_KIND_REPLACE", "irreversible": true, "destroysData": true, "needs": [ "first.json" ] } ] }
            OpExec { "outputs": { "id": "7", "token": "t" }, "friendlyMessage": "done", "deletedOutputs": [ "old" ], "sensitiveOutputs": [ "token" ] }
            AddrVirtToPhy { "present": { "path": "p" } }
            AddrVirtToPhy { "notPresent": { } }
            AddrVirtToPhy { "deferred": { "reads": [ { "addr": "parent", "key": "id" } ] } }
            AddrPhyToVirt { }
            GetSkeletons { "skeletons": [ { "addr": "vm/[name].json", "body": "e30=" } ] }
            GetDocstring { "hasDoc": true, "type": "Struct { Name = S }", "markdown": "# md", "fields": [ "a", "b" ] }
            GetDocstring { "hasDoc": true, "type": "Field { Parent = S, Name = f }", "markdown": "# md", "fields": [ "a", "b" ] }
            GetDocstring { "hasDoc": true, "type": "EnumVariant { Parent = E, Name = V }", "markdown": "# md", "fields": [ "a", "b" ] }
            Diag { "diagnostics": [ { "severity": 2, "span": { "start": { "line": 1, "col": 2 }, "end": { "line": 3, "col": 4 } }, "message": "odd" } ] }
            TaskExec { "nextState": "bmV4dA==", "modifiedFiles": [ "f.txt" ], "outputs": { "o": "1" }, "secrets": { "s.sealed": "secret" }, "friendlyMessage": "first", "delayUntil": "1700000000", "deletedOutputs": [ "gone" ], "sensitiveOutputs": [ "o" ] }
            Capabilities { "revision": 1, "extensions": [ "presence", "outputs", "errors", "idempotency", "many", "op-kinds" ], "maxConcurrency": 64, "idempotentOps": true, "kinds": [ { "addrTemplate": "vm/[name].json", "filterBits": 2, "mapping": "MAPPING_KIND_OUTPUT", "mappingOutput": "vm_id", "equality": "EQUALITY_KIND_STRUCTURAL" } ], "maxMessageBytes": 67108864 }
            """,
            string.Join('\n', answers));
    }

    [Fact]
    public async Task Errors_reach_the_host_with_code_causes_span_and_retry()
    {
        await using var server = await RichAsync();
        string[] errors =
        [
            await ErrorOfAsync(async () => await server.Client.InitAsync(new())),
            await ErrorOfAsync(async () => await server.Client.FilterAsync(new() { Addr = "odd" })),
            await ErrorOfAsync(async () => await server.Client.ListAsync(new())),
            await ErrorOfAsync(async () => await server.Client.UnbundleAsync(new())),
        ];
        Assert.Equal(
            """
            Internal "outer\ncaused by: middle\ncaused by: inner" { "message": "outer", "causes": [ "middle", "inner" ] }
            InvalidArgument "`odd` is not an address of this connector" { "message": "`odd` is not an address of this connector", "code": "ERROR_CODE_INVALID_ADDR" }
            Internal "slow down" { "message": "slow down", "code": "ERROR_CODE_RATE_LIMITED", "retryAfterMs": "2500", "retrySafe": true }
            InvalidArgument "no such field" { "message": "no such field", "code": "ERROR_CODE_INVALID_BODY", "span": { "start": { "line": 2, "col": 3 }, "end": { "line": 2, "col": 9 } } }
            """,
            string.Join('\n', errors));
    }

    [Fact]
    public async Task Get_many_answers_each_address_and_errors_one_by_one()
    {
        await using var server = await RichAsync();
        using var call = server.Client.GetMany();
        await call.RequestStream.WriteAsync(new() { Addr = "bad.json" });
        await call.RequestStream.WriteAsync(new() { Addr = "good.json" });
        await call.RequestStream.CompleteAsync();
        var answers = new List<Wire.GetManyResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            answers.Add(answer);
        }

        Assert.Equal(
            [("bad.json", "cannot read it", ""), ("good.json", "", "virtual/good.json")],
            answers.OrderBy(answer => answer.Addr, StringComparer.Ordinal)
                .Select(answer => (answer.Addr, answer.Error?.Message ?? "", answer.Response?.VirtAddr ?? "")));
    }

    internal static Task<SdkServer> RichAsync(int gate = 1)
        => SdkServer.StartAsync<RichConnector>(services => services.AddSingleton(new RichConnector.Gate(gate)));

    private static async Task<string> ErrorOfAsync(Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        var detail = Wire.ErrorDetail.Parser.ParseFrom(error.Trailers.GetValueBytes("autoschematic-error-bin"));
        var status = error.Status.Detail.Replace("\n", "\\n", StringComparison.Ordinal);
        return $"{error.StatusCode} \"{status}\" {detail}";
    }
}
