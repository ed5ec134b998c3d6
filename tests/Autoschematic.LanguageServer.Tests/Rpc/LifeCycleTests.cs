using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Testing;
using StreamJsonRpc;

namespace Autoschematic.LanguageServer.Tests.Rpc;

public sealed class LifeCycleTests
{
    [Fact]
    public async Task Server_says_who_it_is_and_ends_with_zero_after_shutdown()
    {
        using var workspace = TestWorkspace.Create(("autoschematic.ron", "AutoschematicConfig(prefixes: {})"));
        await using var client = await LspClient.StartAsync(workspace);

        Assert.Equal("""{"name":"autoschematic","version":"1.2.3"}""", client.Capabilities["serverInfo"]!.Plain());
        Assert.Equal("utf-16", (string?)client.Capabilities["capabilities"]!["positionEncoding"]);
        Assert.Equal(0, await client.ShutDownAsync());
    }

    [Fact]
    public async Task Requests_that_make_no_sense_are_refused_and_the_server_stays()
    {
        using var workspace = TestWorkspace.Create();
        await using var client = await LspClient.StartAsync(workspace);

        var unknown = await Assert.ThrowsAsync<RemoteMethodNotFoundException>(() => client.AskAsync("textDocument/danceMacabre", new { }));
        var twice = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => client.AskAsync("initialize", new { }));

        Assert.Equal("There is no method `textDocument/danceMacabre`", unknown.Message);
        Assert.Equal("The server is initialized already", twice.Message);
        Assert.Equal(0, await client.ShutDownAsync());
    }

    [Fact]
    public async Task An_untrusted_workspace_is_said_to_be_one()
    {
        using var workspace = TestWorkspace.Create();
        await using var client = await LspClient.StartAsync(workspace, trusted: false);

        var status = await client.ReceiveAsync("autoschematic/status");

        Assert.Equal("""{"state":"untrusted","message":"No connector is started until the workspace is trusted"}""", status.Plain());
    }
}
