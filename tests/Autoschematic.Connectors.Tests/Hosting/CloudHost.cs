using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.TestClouds;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>A pool that runs connectors of a test cloud, and the cloud itself.</summary>
internal sealed class CloudHost : IAsyncDisposable
{
    private const string Outputs = ".autoschematic/main";

    public CloudHost() => Cloud = TestCloud.Open(Host.InRoot("cloud"));

    public TestHost Host { get; } = new();

    public TestCloud Cloud { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ConnectorLaunch Launch(params (string Name, string Value)[] variables)
    {
        var program = TestHost.Executable.Replace("TestHost", "TestConnector", StringComparison.Ordinal);
        return Host.Launch(new BinarySpec(Path.GetFullPath(program), WireProtocol.Grpc), [("TEST_CLOUD_DIR", Cloud.Folder), .. variables]);
    }

    /// <summary>Starts a connector in a pool of its own, so that two of them are two processes.</summary>
    public Task<IConnector> StartAsync(params (string Name, string Value)[] variables)
        => Host.NewPool().StartAsync(Launch(variables), Cancellation);

    /// <summary>Plans and executes what makes the object; the outputs are not stored.</summary>
    public static async Task<OpResult> CreateAsync(IConnector connector, string address, string body, string key = "key")
        => await connector.ExecuteAsync(Address.Parse(address), await PlanAsync(connector, address, null, body), key, Cancellation);

    public static async Task<OpResult> DeleteAsync(IConnector connector, string address, string key = "key")
        => await connector.ExecuteAsync(Address.Parse(address), await PlanAsync(connector, address, "", null), key, Cancellation);

    public static async Task<string?> GetAsync(IConnector connector, string address)
        => await connector.GetAsync(Address.Parse(address), Cancellation) is { } found ? Encoding.UTF8.GetString(found.Body.Span) : null;

    /// <summary>Stores an id where the connector looks for it, at the virtual address and as a pointer at the physical one.</summary>
    public void Store(string virtualAddress, string key, string id, string physical)
    {
        Host.Write($"{Outputs}/{virtualAddress}.out.json", $$"""{"OutputMap": {"{{key}}": "{{id}}"} }""");
        Host.Write($"{Outputs}/{physical}.out.json", $$"""{"PointerToVirtual": "{{virtualAddress}}"}""");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static async Task<ConnectorOp> PlanAsync(IConnector connector, string address, string? current, string? desired)
        => Assert.Single(await connector.PlanAsync(Address.Parse(address), Bytes(current), Bytes(desired), Cancellation));

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
}
