using Autoschematic.Cli.Commands;
using Autoschematic.Connectors.Packages;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Warm;
using Autoschematic.Connectors.Warm.Client;
using Autoschematic.Connectors.Warm.Host;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli;

/// <summary>The pools whose connectors are processes under this executable's hidden modes.</summary>
internal static class SystemPool
{
    /// <param name="host">The program's surroundings.</param>
    /// <param name="packages">The folder of the SDK's packages; null when they were not built with the program.</param>
    public static Func<IConnectorLog, Func<string, string>, IConnectorPool> Maker(HostEnvironment host, string? packages)
        => (log, redact) => new ConnectorPool(HostOptions(host, packages) with { Log = log, Redact = redact });

    /// <summary>Pools of connectors that outlive a command.</summary>
    public static WarmHosts Warm(HostEnvironment host, string? packages)
        => new(
            (log, redact, use, command) => WarmPools.Make(HostOptions(host, packages) with { Log = log, Redact = redact }, WarmOptions(), use, command),
            new(new() { SupervisorCommand = [], HostEnvironment = host.Variables, TemporaryDirectory = host.TemporaryFolder }));

    /// <summary>What every connector of this program is started with.</summary>
    public static ConnectorHostOptions HostOptions(HostEnvironment host, string? packages)
        => WithTimeouts(host, new()
        {
            SupervisorCommand = HiddenMode(Supervisor.Verb),
            HostEnvironment = host.Variables,
            TemporaryDirectory = host.TemporaryFolder,
            PythonSdk = packages is null ? null : Directory.EnumerateFiles(packages, "autoschematic_sdk-*.whl").Max(StringComparer.Ordinal),
        });

    public static WarmOptions WarmOptions() => new(HiddenMode(WarmHost.Verb), AppContext.BaseDirectory, VersionCommand.ProductVersion);

    /// <summary>Installs packages with children of this executable's supervisor mode.</summary>
    public static Func<Func<string, string>, IPackageInstaller> InstallerMaker(HostEnvironment host)
        => redact => new PackageInstaller(HostOptions(host, packages: null) with { Redact = redact });

    /// <summary>The word of the time limits that cannot be read, or null.</summary>
    public static string? ProblemOfTimeouts(HostEnvironment host)
        => ConnectorTimeouts.TryApply(
            TimeoutsOf(host), new() { SupervisorCommand = [], HostEnvironment = host.Variables }, out var problem) is null ? problem : null;

    // Limits that cannot be read were refused before any command began.
    private static ConnectorHostOptions WithTimeouts(HostEnvironment host, ConnectorHostOptions options)
        => ConnectorTimeouts.TryApply(TimeoutsOf(host), options, out _) ?? options;

    private static string TimeoutsOf(HostEnvironment host) => host.Variables.GetValueOrDefault(ConnectorTimeouts.Variable) ?? "";

    // `dotnet autoschematic.dll` and the executable itself both work.
    private static IReadOnlyList<string> HiddenMode(string verb)
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown");
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Join(AppContext.BaseDirectory, "autoschematic.dll"), verb]
            : [process, verb];
    }
}
