using System.Collections;
using Autoschematic.Cli;
using Autoschematic.Cli.Terminal;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.CrashHost;
using Autoschematic.Engine.Hosts;

// The command line program as it is, but for one thing: it kills itself, its connectors or both where CRASH_AT says.
if (args is [Supervisor.Verb, ..])
{
    return Supervisor.Run(args[1..]);
}

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
var host = new HostEnvironment(
    variables, Environment.UserName, Environment.MachineName, Environment.ProcessId, Path.TrimEndingDirectorySeparator(Path.GetTempPath()));
var world = new CliWorld(
    new SystemTerminal(),
    host,
    Environment.CurrentDirectory,
    TimeProvider.System,
    (log, redact) => new ConnectorPool(new ConnectorHostOptions
    {
        SupervisorCommand = [Environment.ProcessPath!, Supervisor.Verb],
        HostEnvironment = host.Variables,
        TemporaryDirectory = host.TemporaryFolder,
        Log = log,
        Redact = redact,
        RestartBackOff = TimeSpan.FromMilliseconds(10),
    }))
{
    Faults = KillingFaults.From(variables),
};
return await new CliRunner(world).RunAsync(args);
