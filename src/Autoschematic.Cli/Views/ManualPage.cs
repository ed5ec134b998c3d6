using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;

namespace Autoschematic.Cli.Views;

/// <summary>The manual page of a command, in the language of `man`.</summary>
/// <param name="version">The version of the program; a date would make every build another page.</param>
internal sealed partial class ManualPage(string version)
{
    private readonly StringBuilder text = new();

    /// <summary>The name of a command's page, such as `autoschematic-safety-lock`.</summary>
    public static string NameOf(CommandHelp help) => help.Path.Replace(' ', '-');

    /// <summary>The page of a command.</summary>
    public string Write(CommandHelp help)
    {
        var name = NameOf(help);
        text.Clear();
        Line($".TH {Quoted(name.ToUpperInvariant())} 1 \"\" {Quoted($"autoschematic {version}")} \"Autoschematic\"");

        // Words are not broken, so that they can be searched for and copied.
        Line(".nh");
        Line(".ad l");
        Section("NAME");
        Line($"{Escaped(name)} \\- {Prose(Lowered(help.Command.Description ?? ""))}");
        Section("SYNOPSIS");
        Line($".B {Escaped(help.Path)}");
        Line(string.Join(' ', Labels.UsageOf(help.Command).Append("[OPTIONS]").Select(word => $"\\fI{Escaped(word)}\\fR")));
        if (help.Command.Aliases.Count > 0)
        {
            Section("ALIASES");
            Line(string.Join(", ", help.Command.Aliases.Order(StringComparer.Ordinal).Select(alias => $"\\fB{Escaped(alias)}\\fR")));
        }

        Terms("ARGUMENTS", help.Arguments.Select(item => ($"\\fI{Escaped(Labels.Of(item))}\\fR", item.Description)));
        foreach (var (heading, commands) in help.Groups)
        {
            Terms(help.Command is RootCommand ? $"COMMANDS: {heading}" : heading, commands.Select(item => ($"\\fB{Escaped(Labels.Of(item))}\\fR", item.Description)));
        }

        Terms("OPTIONS", help.Options.Select(item => (Term(item), Labels.Describe(item))));
        Terms("OPTIONS OF EVERY COMMAND", help.Global.Select(item => (Term(item), Labels.Describe(item))));
        Terms("EXAMPLES", help.Examples.Select(example => ($"\\fBautoschematic {Escaped(example.Line)}\\fR", (string?)example.Does)));
        if (help.Command is RootCommand)
        {
            Terms("ENVIRONMENT", Variables.Select(variable => ($"\\fB{Escaped(variable.Name)}\\fR", (string?)variable.Does)));
        }

        Terms("EXIT STATUS", ExitCodes.Select(code => ($"\\fB{code.Code}\\fR", (string?)code.Means)));
        SeeAlso(help);
        return text.ToString();
    }

    private static IReadOnlyList<(string Name, string Does)> Variables =>
    [
        ("AUTOSCHEMATIC_DAEMON", "`off`, and connectors end with each command; `on`, and they are kept even where `CI` is set"),
        ("AUTOSCHEMATIC_KEYSTORE", "where the keys of secrets are, when `--keystore` does not say"),
        ("AUTOSCHEMATIC_PYTHON", "the Python that connectors in Python are started with"),
        ("AUTOSCHEMATIC_STORE", "the folder that `install` puts packages into, for all repositories"),
        ("AUTOSCHEMATIC_TIMEOUTS", "limits of time for connectors, as `NAME=SECONDS,...`"),
        ("AUTOSCHEMATIC_TRACE", "with `1` a defect of the program is shown with its stack"),
        ("COLUMNS", "how wide lines into a pipe are to be"),
        ("NO_COLOR", "use no colour, when it is not empty"),
    ];

    private static IReadOnlyList<(int Code, string Means)> ExitCodes =>
    [
        (0, "done, nothing to report"),
        (1, "error: nothing succeeded"),
        (2, "changes or drift found, with `--exit-code`"),
        (3, "partly done"),
        (4, "refused: safety lock, lock held, denied, not agreed to"),
        (5, "stale plan"),
        (64, "bad usage or configuration"),
        (70, "a defect of the program"),
        (130, "interrupted"),
    ];

    private static string Term(Option option)
    {
        var names = string.Join(", ", Labels.NamesOf(option).Select(name => $"\\fB{Escaped(name)}\\fR"));
        return Labels.ValueOf(option) is { } value ? $"{names} \\fI{Escaped(value)}\\fR" : names;
    }

    private void Section(string heading) => Line($".SH {Quoted(heading.ToUpperInvariant())}");

    private void Terms(string heading, IEnumerable<(string Term, string? Description)> terms)
    {
        var all = terms.ToList();
        if (all.Count == 0)
        {
            return;
        }

        Section(heading);
        foreach (var (term, description) in all)
        {
            Line(".TP");
            Line(term);
            Line(Prose(description ?? ""));
        }
    }

    private void SeeAlso(CommandHelp help)
    {
        var parent = help.Path.LastIndexOf(' ');
        var names = help.Command.Subcommands.Where(inner => !inner.Hidden).Select(inner => $"{NameOf(help)}-{inner.Name}");
        var pages = parent < 0 ? names : names.Prepend(help.Path[..parent].Replace(' ', '-'));
        Section("SEE ALSO");
        Line(string.Join(",\n", pages.Select(page => $"\\fB{Escaped(page)}\\fR(1)").Append("\\fBgit\\fR(1)")));
    }

    private void Line(string line) => text.Append(line).Append('\n');

    /// <summary>A sentence: what stands in backticks is bold, and no line is taken for a request.</summary>
    private static string Prose(string sentence)
    {
        var escaped = Literal().Replace(Escaped(sentence), "\\fB$1\\fR");
        return escaped is ['.' or '\'', ..] ? "\\&" + escaped : escaped;
    }

    private static string Quoted(string word) => $"\"{Escaped(word).Replace("\"", "\\(dq", StringComparison.Ordinal)}\"";

    private static string Lowered(string sentence) => sentence is [_, >= 'a' and <= 'z', ..] ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;

    private static string Escaped(string plain)
        => plain
            .Replace("\\", "\\e", StringComparison.Ordinal)
            .Replace("-", "\\-", StringComparison.Ordinal)
            .Replace("'", "\\(aq", StringComparison.Ordinal)
            .Replace("^", "\\(ha", StringComparison.Ordinal)
            .Replace("~", "\\(ti", StringComparison.Ordinal);

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Literal();
}
