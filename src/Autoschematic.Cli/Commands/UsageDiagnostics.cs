using System.CommandLine;
using System.CommandLine.Parsing;
using Autoschematic.Connectors.Pools;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Cli.Commands;

/// <summary>What is wrong with a command line, in the words of every other error.</summary>
internal static class UsageDiagnostics
{
    public static IReadOnlyList<Diagnostic> Of(ParseResult parsed, IReadOnlyList<string> line)
    {
        var command = parsed.CommandResult.Command;
        var found = new List<Diagnostic>(FlagsWithValue(command, line).Select(flag => TakesNoValue(command, flag)));
        if (found.Count > 0)
        {
            // To the parser their values are arguments, so what is said about those would mislead.
            return found;
        }

        IReadOnlyList<string> unknown = [.. parsed.UnmatchedTokens, .. SwallowedOptions(parsed)];
        foreach (var token in unknown)
        {
            found.Add(Unknown(command, token));
        }

        // The value of an option that does not exist looks like a PATH, so what is wrong with those cannot be told.
        var isMisread = unknown.Any(token => token.StartsWith('-'));
        foreach (var error in parsed.Errors.Where(error => !isMisread || error.SymbolResult is OptionResult))
        {
            if (!parsed.UnmatchedTokens.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))
                && error.SymbolResult is not CommandResult { Command.Subcommands.Count: > 0 })
            {
                found.Add(Invalid(command, error));
            }
        }

        return found;
    }

    public static Diagnostic NoCommand(Command command) => Diagnostic.Error(
        "CLI002", $"`{PathOf(command)}` needs a command", hint: $"`{PathOf(command)} --help` lists them");

    public static Diagnostic LogFile(string path, string problem) => Diagnostic.Error(
        "CLI003", $"The log file `{path}` cannot be opened: {problem.TrimEnd('.')}", hint: "give another file with `--log-file`");

    public static Diagnostic NoDirectory(string path) => Diagnostic.Error(
        "CLI005", $"There is no directory `{path}`", hint: "give an existing directory with `--repo`");

    public static Diagnostic DirectoryGone() => Diagnostic.Error(
        "CLI072", "The current directory does not exist any more", hint: "change to one that does");

    public static Diagnostic Timeouts(string word) => Diagnostic.Error(
        "CLI071",
        $"`{word}` in `{ConnectorTimeouts.Variable}` is not a time limit",
        hint: $"write `NAME=SECONDS` with a name of {ConnectorTimeouts.Names}");

    public static Diagnostic ReportNotWritten(string path, string problem) => Diagnostic.Error(
        "CLI020", $"The report `{path}` cannot be written: {problem.TrimEnd('.')}", hint: "give another file with `--sarif`");

    public static Diagnostic WarmSwitch(string value) => Diagnostic.Error(
        "CLI080", $"`AUTOSCHEMATIC_DAEMON` is `{value}`, which is neither `on` nor `off`", hint: "set it to one of these, or unset it");

    public static Diagnostic LspIsForEditors() => Diagnostic.Error(
        "CLI073",
        "`autoschematic lsp` speaks with an editor, not with people",
        hint: "set your editor up to start it; `docs/editors.md` of the project says how");

    public static Diagnostic NoPage(string name, IEnumerable<string> known) => Diagnostic.Error(
        "CLI078",
        $"There is no manual page `{name}`",
        hint: Similarity.Nearest(name, known) is { } nearest ? $"did you mean `{nearest}`?" : "`autoschematic manual` lists them");

    /// <summary>The command's name below the program, such as `safety lock`.</summary>
    public static string NameOf(Command command) => command is RootCommand ? "" : PathOf(command)["autoschematic ".Length..];

    /// <summary>The command as it is typed.</summary>
    public static string PathOf(Command command)
    {
        var names = new List<string>();
        for (Symbol? symbol = command; symbol is Command and not RootCommand; symbol = symbol.Parents.FirstOrDefault())
        {
            names.Insert(0, symbol.Name);
        }

        return string.Join(' ', ["autoschematic", .. names]);
    }

    // A misspelt option looks like a PATH to the parser; only what follows `--` may begin with a dash.
    private static IEnumerable<string> SwallowedOptions(ParseResult parsed)
    {
        var afterDashes = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value).ToHashSet();
        return parsed.CommandResult.Children
            .OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Where(value => value.Length > 1 && value[0] == '-' && !afterDashes.Contains(value));
    }

    private static IEnumerable<string> FlagsWithValue(Command command, IReadOnlyList<string> line)
    {
        var flags = OptionsOf(command)
            .Where(option => option.Arity.MaximumNumberOfValues == 0)
            .SelectMany(NamesOf)
            .ToHashSet(StringComparer.Ordinal);
        return line.TakeWhile(word => word != "--")
            .Where(word => word.AsSpan().ContainsAny('=', ':'))
            .Select(word => word[..word.AsSpan().IndexOfAny('=', ':')])
            .Where(flags.Contains);
    }

    private static IEnumerable<Option> OptionsOf(Command command)
        => command.Options.Concat((command as RootCommand ?? RootOf(command)).Options);

    private static IEnumerable<string> NamesOf(Option option) => option.Aliases.Append(option.Name);

    private static Diagnostic TakesNoValue(Command command, string flag)
        => Diagnostic.Error("CLI001", $"`{flag}` takes no value", hint: $"`{PathOf(command)} --help` shows examples");

    private static Diagnostic Unknown(Command command, string token)
    {
        var isOption = token.StartsWith('-');
        var known = isOption
            ? OptionsOf(command).Where(option => !option.Hidden).SelectMany(NamesOf)
            : command.Subcommands.Where(item => !item.Hidden).SelectMany(item => item.Aliases.Append(item.Name));
        var nearest = Similarity.Nearest(token, known);
        var kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return Diagnostic.Error(
            "CLI001",
            $"`{PathOf(command)}` has no {kind} `{token}`",
            hint: nearest is null ? $"`{PathOf(command)} --help` shows what there is" : $"did you mean `{nearest}`?");
    }

    private static Diagnostic Invalid(Command command, ParseError error)
    {
        const string Missing = "Required argument";
        var message = error switch
        {
            { SymbolResult: OptionResult option } when error.Message.StartsWith(Missing, StringComparison.Ordinal)
                => $"`{option.Option.Name}` needs a value",
            { SymbolResult: ArgumentResult argument } when error.Message.StartsWith(Missing, StringComparison.Ordinal)
                => $"`{PathOf(command)}` needs {argument.Argument.HelpName ?? argument.Argument.Name}",
            { SymbolResult: CommandResult } when error.Message.StartsWith(Missing, StringComparison.Ordinal)
                => $"`{PathOf(command)}` needs {command.Arguments.FirstOrDefault()?.HelpName ?? "an argument"}",
            _ => error.Message.TrimEnd('.').Replace('\'', '`'),
        };
        return Diagnostic.Error("CLI001", message, hint: $"`{PathOf(command)} --help` shows examples");
    }

    private static Command RootOf(Command command)
    {
        Symbol symbol = command;
        while (symbol.Parents.FirstOrDefault() is { } parent)
        {
            symbol = parent;
        }

        return (Command)symbol;
    }
}
