using System.CommandLine;

namespace Autoschematic.Cli.Commands;

/// <summary>`daemon`: the background process that keeps a repository's connectors running between commands.</summary>
internal static class DaemonCommand
{
    public static Command Make() => new("daemon", "See or end the background process that keeps connectors running")
    {
        new DaemonStatusCommand(),
        new DaemonStopCommand(),
    };
}
