using System.CommandLine;

namespace Autoschematic.Cli.Commands;

/// <summary>Options without a value that several commands have.</summary>
internal static class Flags
{
    public static Option<bool> Make(string name, string description, params string[] aliases)
        => new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };

    public static Option<bool> Full() => Make("--full", "Show everything, uncut");

    public static Option<bool> ExitCode() => Make("--exit-code", "Exit with 2 when something differs");

    public static Option<bool> NoStage() => Make("--no-stage", "Do not stage what is written");

    public static Option<bool> Yes() => Make("--yes", "Do not ask", "-y", "--skip-confirm");
}
