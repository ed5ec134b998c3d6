#pragma warning disable RS0030 // The process begins here: its environment and directory go in by constructor
using System.Collections;
using Autoschematic.Cli;
using Autoschematic.Cli.Terminal;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Warm.Host;
using Autoschematic.Engine.Hosts;

if (args is [Supervisor.Verb, ..])
{
    return Supervisor.Run(args[1..]);
}

var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
var host = new HostEnvironment(
    variables, Environment.UserName, Environment.MachineName, Environment.ProcessId, Path.TrimEndingDirectorySeparator(Path.GetTempPath()));
var packages = FindPackages();
if (args is [WarmHost.Verb, ..])
{
    return await WarmHost.RunAsync(args[1..], SystemPool.HostOptions(host, packages), SystemPool.WarmOptions());
}

var world = new CliWorld(
    new SystemTerminal(variables.GetValueOrDefault("COLUMNS")), host, FindDirectory(), TimeProvider.System, SystemPool.Maker(host, packages))
{
    Packages = packages,
    Warm = SystemPool.Warm(host, packages),
};
return await new CliRunner(world).RunAsync(args);

static string? FindDirectory()
{
    try
    {
        return Environment.CurrentDirectory;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        return null;
    }
}

// A program that `make build` left in artifacts/bin/PROJECT/CONFIGURATION has them in artifacts/packages.
static string? FindPackages()
{
    var folder = Path.GetFullPath("../../../packages", AppContext.BaseDirectory);
    return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "Autoschematic.Sdk.*.nupkg").Any() ? folder : null;
}
