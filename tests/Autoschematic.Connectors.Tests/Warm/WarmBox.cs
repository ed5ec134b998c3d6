using System.Text;
using System.Text.Json;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Connectors.Warm;
using Autoschematic.Connectors.Warm.Client;
using Autoschematic.Connectors.Warm.Host;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Warm;

/// <summary>A repository folder whose warm hosts are real processes; every one of them has ended when it is disposed.</summary>
internal sealed class WarmBox : IAsyncDisposable
{
    private readonly List<IConnectorPool> pools = [];
    private readonly HashSet<int> seen = [];

    public WarmBox()
    {
        Host.Variables["TMPDIR"] = Host.InRoot("run");
        Directory.CreateDirectory(Host.InRoot("connectors"));
        Directory.CreateDirectory(Host.InRoot("main"));
        File.Move(Host.InRoot("raw_connector.py"), Host.InRoot("connectors/raw.py"));
        var program = Path.GetFullPath(TestHost.Executable);
        Warm = new([program, WarmHost.Verb], Path.GetDirectoryName(program) + "/", "1.2.3");
    }

    public TestHost Host { get; } = new();

    public WarmOptions Warm { get; set; }

    public WarmControl Control => new(Host.Options);

    public WarmPlace Place => WarmPlace.Of(Host.Root, null, Host.InRoot("run"))!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A pool, as one command has it.</summary>
    public IConnectorPool NewPool(WarmUse use = WarmUse.Reads)
    {
        var pool = WarmPools.Make(Host.Options, Warm, use, "test");
        pools.Add(pool);
        return pool;
    }

    public ConnectorLaunch Launch(params (string Name, string Value)[] variables)
        => Host.Launch(new PythonLocalSpec("connectors/raw.py"), variables);

    /// <summary>One command from beginning to end: what the connector says of itself.</summary>
    public async Task<ConnectorSays> RunAsync(ConnectorLaunch? launch = null, WarmUse use = WarmUse.Reads)
    {
        await using var pool = NewPool(use);
        return await AskAsync(await StartAsync(pool, launch));
    }

    public async Task<IConnector> StartAsync(IConnectorPool pool, ConnectorLaunch? launch = null)
    {
        var connector = await pool.StartAsync(launch ?? Launch(), Cancellation);
        await connector.InitAsync(Cancellation);
        seen.Add(connector.Status.ProcessId!.Value);
        return connector;
    }

    /// <summary>A command's connection without anything around it; disposing it is what the host sees of a killed command.</summary>
    public async Task<WarmConnection> ConnectAsync()
        => Assert.IsType<WarmAnswer.Serves>(await WarmDoor.KnockAsync(Place, WarmBuild.Of(Warm.Command[0], Warm.Folder), new("raw", 4711), Cancellation)).Connection;

    /// <summary>A lease of that connection.</summary>
    public async Task<LeasedProcess> LeaseAsync(WarmConnection connection, ConnectorLaunch launch, WarmUse use)
    {
        var process = connection.Lease(WarmLaunch.Of(launch, Host.Variables), use, TimeSpan.FromMinutes(1), _ => { });
        Assert.IsType<WarmMessage.Leased>(await process.Answered.WaitAsync(Cancellation));
        return process;
    }

    public static async Task<ConnectorSays> AskAsync(IConnector connector)
    {
        var body = (await connector.GetAsync(Address.Parse("state"), Cancellation))!.Body;
        using var state = JsonDocument.Parse(Encoding.UTF8.GetString(body.Span));
        return new(state.RootElement.GetProperty("pid").GetInt32(), state.RootElement.GetProperty("inits").GetInt32());
    }

    public async Task<WarmState> StateAsync() => await Control.AskAsync(Host.Root, Cancellation) ?? throw new InvalidOperationException("no warm host runs");

    /// <summary>Waits until the host has heard of what a command did.</summary>
    public async Task UntilAsync(Func<WarmState, bool> holds, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        while (!holds(await StateAsync()))
        {
            Assert.False(patience.IsCancellationRequested, $"not within 10 s: {what}");
            await Task.Delay(10, Cancellation);
        }
    }

    /// <summary>Every process of the warm host that runs now.</summary>
    public async Task<IReadOnlyList<int>> ProcessesAsync()
    {
        var host = (await StateAsync()).ProcessId;
        return [.. ProcessTree.DescendantsOf(host).Prepend(host)];
    }

    public static Task GoneAsync(IReadOnlyList<int> processes)
        => Eventually.TrueAsync(() => !processes.Any(ProcessTree.IsAlive), TimeSpan.FromSeconds(10), $"{string.Join(", ", processes.Where(ProcessTree.IsAlive))} gone");

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools)
        {
            await pool.DisposeAsync();
        }

        await Control.StopAsync(Host.Root, anyway: true, CancellationToken.None);
        await GoneAsync([.. seen]);
        await Eventually.TrueAsync(() => !Host.RunFiles.Any(File.Exists), TimeSpan.FromSeconds(10), "no socket, lock or pipe left");
        await Host.DisposeAsync();
    }
}

/// <summary>What the raw connector says of itself.</summary>
internal sealed record ConnectorSays(int Process, int Inits);
