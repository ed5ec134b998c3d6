using System.Collections;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;

// The supervisor of the tests, and a host for them to kill: `host ROOT SCRIPT` starts one connector, prints `ready`
// and waits for its end.
if (args is [Supervisor.Verb, ..])
{
    return Supervisor.Run(args[1..]);
}

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
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
