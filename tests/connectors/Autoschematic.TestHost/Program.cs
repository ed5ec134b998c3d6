using System.Collections;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Warm.Host;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;

// The supervisor and the warm host of the tests, and a host for them to kill: `host ROOT SCRIPT` starts one connector, prints `ready`
// and waits for its end.
if (args is [Supervisor.Verb, ..])
{
    return Supervisor.Run(args[1..]);
}

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
if (args is [WarmHost.Verb, ..])
{
    return await WarmHost.RunAsync(
        args[1..],
        new()
        {
            SupervisorCommand = [Environment.ProcessPath!, Supervisor.Verb],
            HostEnvironment = variables,
            TemporaryDirectory = variables["TMPDIR"],
            StopGrace = TimeSpan.FromSeconds(2),
        },
        new([Environment.ProcessPath!, WarmHost.Verb], AppContext.BaseDirectory, "1.2.3"));
}

await using var pool = new ConnectorPool(new()
{
    SupervisorCommand = [Environment.ProcessPath!, Supervisor.Verb],
    HostEnvironment = variables,
    TemporaryDirectory = Path.Combine(args[1], "run"),
});
await pool.StartAsync(
    new(args[1], Prefix.TryParse("main")!, "killed", new PythonLocalSpec(args[2]), variables, null, []),
    CancellationToken.None);
Console.WriteLine("ready");
await Task.Delay(Timeout.Infinite);
return 0;
