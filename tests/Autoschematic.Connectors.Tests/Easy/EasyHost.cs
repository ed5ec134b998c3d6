using System.Text;
using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>The example of declared resources, as a process of its own, and the folder that is its remote side.</summary>
internal sealed class EasyHost : IAsyncDisposable
{
    private EasyHost()
    {
    }

    public TestHost Host { get; } = new();

    public IConnector Connector { get; private set; } = null!;

    /// <summary>What was done to the remote side, a line each.</summary>
    public IReadOnlyList<string> Log => File.Exists(Host.InRoot("store/log")) ? File.ReadAllLines(Host.InRoot("store/log")) : [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<EasyHost> StartAsync()
    {
        var started = new EasyHost();
        Directory.CreateDirectory(started.Host.InRoot("store"));
        await started.RestartAsync();
        return started;
    }

    /// <summary>Starts another process for the same remote side.</summary>
    public async Task RestartAsync()
    {
        var program = Path.GetFullPath(TestHost.Executable.Replace("TestHost", "EasyConnector", StringComparison.Ordinal));
        var launch = Host.Launch(new BinarySpec(program, WireProtocol.Grpc), ("EASY_STORE", Host.InRoot("store")));
        Connector = await Host.NewPool().StartAsync(launch, Cancellation);
    }

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(string address, string? current, string? desired)
        => Connector.PlanAsync(Address.Parse(address), Bytes(current), Bytes(desired), Cancellation);

    public async Task<OpResult> ExecuteAsync(string address, ConnectorOp op, string key = "key")
        => await Connector.ExecuteAsync(Address.Parse(address), op, key, Cancellation);

    /// <summary>Plans and executes; gives the messages of the plan.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(string address, string? current, string? desired)
    {
        var ops = await PlanAsync(address, current, desired);
        foreach (var op in ops)
        {
            await ExecuteAsync(address, op, Guid.NewGuid().ToString());
        }

        return [.. ops.Select(op => op.Message!)];
    }

    public async Task<string?> GetAsync(string address)
        => await Connector.GetAsync(Address.Parse(address), Cancellation) is { } found ? Encoding.UTF8.GetString(found.Body.Span) : null;

    /// <summary>Findings as `line:column-line:column severity message`.</summary>
    public async Task<IReadOnlyList<string>> DiagAsync(string address, string body)
        => [.. (await Connector.DiagAsync(Address.Parse(address), Bytes(body)!.Value, Cancellation))
            .Select(found => $"{found.Start}-{found.End} {found.Severity}: {found.Message}")];

    public ValueTask<bool> EqAsync(string address, string left, string right)
        => Connector.EqAsync(Address.Parse(address), Bytes(left)!.Value, Bytes(right)!.Value, Cancellation);

    /// <summary>Stores outputs where connectors look for them.</summary>
    public void Store(string virtualAddress, string key, string id, string physical)
    {
        Host.Write($".autoschematic/main/{virtualAddress}.out.json", $$"""{"OutputMap": {"{{key}}": "{{id}}"} }""");
        Host.Write($".autoschematic/main/{physical}.out.json", $$"""{"PointerToVirtual": "{{virtualAddress}}"}""");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
}
