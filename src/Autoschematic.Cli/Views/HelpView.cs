using Autoschematic.Cli.Terminal;

namespace Autoschematic.Cli.Views;

/// <summary>`--help`: usage, arguments, options and examples in eighty columns.</summary>
internal sealed class HelpView(Action<StyledText> write, int width)
{
    private const int Column = 26;

    /// <summary>Shows the help of a command.</summary>
    public void Show(CommandHelp help)
    {
        write(help.Command.Description ?? "");
        write("");
        write(StyledText.Of("Usage: ", Tone.Strong).Add(string.Join(' ', [help.Path, .. Labels.UsageOf(help.Command), "[OPTIONS]"])));
        Section("Arguments", help.Arguments.Select(item => (Labels.Of(item), item.Description)));
        foreach (var (heading, commands) in help.Groups)
        {
            Section(heading, commands.Select(item => (Labels.Of(item), item.Description)));
        }

        Section("Options", help.Options.Select(item => (Labels.Of(item), Labels.Describe(item))));
        Section("Options of every command", help.Global.Select(item => (Labels.Of(item), Labels.Describe(item))));
        if (help.Examples.Count > 0)
        {
            write("");
            write(StyledText.Of("Examples", Tone.Strong));
            foreach (var (line, does) in help.Examples)
            {
                write(StyledText.Of($"  # {does}", Tone.Muted));
                write($"  autoschematic {line}");
            }
        }
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
}
