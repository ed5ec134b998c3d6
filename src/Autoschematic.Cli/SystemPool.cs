using Autoschematic.Connectors.Packages;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli;

/// <summary>The pool whose connectors are processes under this executable's supervisor mode.</summary>
internal static class SystemPool
{
    /// <param name="packages">The folder of the SDK's packages; null when they were not built with the program.</param>
    public static Func<IConnectorLog, Func<string, string>, IConnectorPool> Maker(HostEnvironment host, string? packages)
        => (log, redact) => new ConnectorPool(WithTimeouts(host, new()
        {
            SupervisorCommand = SupervisorCommand(),
            HostEnvironment = host.Variables,
            TemporaryDirectory = host.TemporaryFolder,
            PythonSdk = packages is null ? null : Directory.EnumerateFiles(packages, "autoschematic_sdk-*.whl").Max(StringComparer.Ordinal),
            Log = log,
            Redact = redact,
        }));

    /// <summary>Installs packages with children of this executable's supervisor mode.</summary>
    public static Func<Func<string, string>, IPackageInstaller> InstallerMaker(HostEnvironment host)
        => redact => new PackageInstaller(WithTimeouts(host, new()
        {
            SupervisorCommand = SupervisorCommand(),
            HostEnvironment = host.Variables,
            TemporaryDirectory = host.TemporaryFolder,
            Redact = redact,
        }));

    /// <summary>The word of the time limits that cannot be read, or null.</summary>
    public static string? ProblemOfTimeouts(HostEnvironment host)
        => ConnectorTimeouts.TryApply(
            TimeoutsOf(host), new() { SupervisorCommand = [], HostEnvironment = host.Variables }, out var problem) is null ? problem : null;

    // Limits that cannot be read were refused before any command began.
    private static ConnectorHostOptions WithTimeouts(HostEnvironment host, ConnectorHostOptions options)
        => ConnectorTimeouts.TryApply(TimeoutsOf(host), options, out _) ?? options;

    private static string TimeoutsOf(HostEnvironment host) => host.Variables.GetValueOrDefault(ConnectorTimeouts.Variable) ?? "";

    // `dotnet autoschematic.dll` and the executable itself both work.
    private static IReadOnlyList<string> SupervisorCommand()
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown");
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Join(AppContext.BaseDirectory, "autoschematic.dll"), Supervisor.Verb]
            : [process, Supervisor.Verb];
    }
}
