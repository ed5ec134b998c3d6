using System.CommandLine;

namespace Autoschematic.Cli.Commands;

/// <summary>`safety`: the file that stops everything which changes infrastructure.</summary>
internal static class SafetyCommand
{
    public static Command Make() => new("safety", "Lock the repository against applying anything")
    {
        new SafetyLockCommand(),
        new SafetyUnlockCommand(),
    };
}
