using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli;

/// <summary>The pool whose connectors are processes under this executable's supervisor mode.</summary>
internal static class SystemPool
{
    public static Func<IConnectorLog, Func<string, string>, IConnectorPool> Maker(HostEnvironment host)
        => (log, redact) => new ConnectorPool(new ConnectorHostOptions
        {
            SupervisorCommand = SupervisorCommand(),
            HostEnvironment = host.Variables,
            TemporaryDirectory = host.TemporaryFolder,
            Log = log,
            Redact = redact,
        });

    // `dotnet autoschematic.dll` and the executable itself both work.
    private static IReadOnlyList<string> SupervisorCommand()
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown");
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Path.Join(AppContext.BaseDirectory, "autoschematic.dll"), Supervisor.Verb]
            : [process, Supervisor.Verb];
    }
}
