using System.CommandLine;

namespace Autoschematic.Cli.Views;

/// <summary>All that is told of a command, on the screen and on its manual page.</summary>
/// <param name="Path">The command as typed, such as `autoschematic safety lock`.</param>
/// <param name="Command">The command.</param>
/// <param name="Global">Options every command takes.</param>
/// <param name="Groups">Subcommands by heading.</param>
/// <param name="Examples">Command lines after the program's name, with what they do.</param>
internal sealed record CommandHelp(
    string Path,
    Command Command,
    IReadOnlyList<Option> Global,
    IReadOnlyList<(string Heading, IReadOnlyList<Command> Commands)> Groups,
    IReadOnlyList<(string Line, string Does)> Examples)
{
    public IEnumerable<Argument> Arguments => Command.Arguments.Where(argument => !argument.Hidden);

    /// <summary>The options that only this command takes.</summary>
    public IEnumerable<Option> Options => Command.Options.Where(option => !option.Hidden && !Global.Contains(option));
}
