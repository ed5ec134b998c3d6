using System.CommandLine;
using Autoschematic.Cli.Terminal;

namespace Autoschematic.Cli.Views;

/// <summary>`--help`: usage, arguments, options and examples in eighty columns.</summary>
public sealed class HelpView(Action<StyledText> write, int width)
{
    private const int Column = 26;

    /// <summary>Shows the help of a command.</summary>
    /// <param name="path">The command as typed, such as `autoschematic safety lock`.</param>
    /// <param name="command">The command.</param>
    /// <param name="global">Options every command takes.</param>
    /// <param name="groups">Subcommands by heading.</param>
    /// <param name="examples">Command lines after the program's name, with what they do.</param>
    public void Show(
        string path,
        Command command,
        IReadOnlyList<Option> global,
        IReadOnlyList<(string Heading, IReadOnlyList<Command> Commands)> groups,
        IReadOnlyList<(string Line, string Does)> examples)
    {
        write(command.Description ?? "");
        write("");
        write(Usage(path, command));
        Section("Arguments", command.Arguments.Where(item => !item.Hidden).Select(item => (ArgumentLabel(item), item.Description)));
        foreach (var (heading, commands) in groups)
        {
            Section(heading, commands.Select(item => (CommandLabel(item), item.Description)));
        }

        var own = command.Options.Where(item => !item.Hidden && !global.Contains(item)).ToList();
        Section("Options", own.Select(item => (OptionLabel(item), Describe(item))));
        Section("Options of every command", global.Select(item => (OptionLabel(item), Describe(item))));
        if (examples.Count > 0)
        {
            write("");
            write(StyledText.Of("Examples", Tone.Strong));
            foreach (var (line, does) in examples)
            {
                write(StyledText.Of($"  # {does}", Tone.Muted));
                write($"  autoschematic {line}");
            }
        }
    }

    private static StyledText Usage(string path, Command command)
    {
        var usage = StyledText.Of("Usage: ", Tone.Strong).Add(path);
        if (command.Subcommands.Count > 0)
        {
            // What is no more than a name for its subcommands has no class of its own.
            return usage.Add(command is RootCommand || command.GetType() == typeof(Command) ? " COMMAND [OPTIONS]" : " [COMMAND] [OPTIONS]");
        }

        foreach (var argument in command.Arguments.Where(item => !item.Hidden))
        {
            usage.Add(argument.Arity.MinimumNumberOfValues == 0 ? $" [{ArgumentLabel(argument)}]" : $" {ArgumentLabel(argument)}");
        }

        return usage.Add(" [OPTIONS]");
    }

    private void Section(string heading, IEnumerable<(string Label, string? Description)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        write("");
        write(StyledText.Of(heading, Tone.Strong));
        foreach (var (label, description) in all)
        {
            Row(label, description ?? "");
        }
    }

    private void Row(string label, string description)
    {
        var lines = Cells.Wrap(description, Math.Max(width - Column, 20));
        var line = new StyledText().Add("  ").Add(label);
        if (line.Width > Column - 2)
        {
            write(line);
            line = new StyledText().Add(new string(' ', Column)).Add(lines[0]);
        }
        else
        {
            line.PadTo(Column).Add(lines[0]);
        }

        write(line);
        foreach (var rest in lines.Skip(1))
        {
            write(new string(' ', Column) + rest);
        }
    }

    private static string CommandLabel(Command command)
        => string.Join(", ", new[] { command.Name }.Concat(command.Aliases.Order(StringComparer.Ordinal)));

    private static string ArgumentLabel(Argument argument)
        => (argument.HelpName ?? argument.Name.ToUpperInvariant()) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    private static string OptionLabel(Option option)
    {
        var names = new[] { option.Name }.Concat(option.Aliases).OrderBy(name => name.Length).ToList();
        var label = names[0].StartsWith("--", StringComparison.Ordinal) ? "    " + string.Join(", ", names) : string.Join(", ", names);
        return option.Arity.MaximumNumberOfValues == 0 || option.HelpName is null ? label : $"{label} {option.HelpName}";
    }

    private static string? Describe(Option option)
        => option.Arity.MaximumNumberOfValues > Math.Max(option.Arity.MinimumNumberOfValues, 1) ? $"{option.Description} (can be repeated)" : option.Description;
}
