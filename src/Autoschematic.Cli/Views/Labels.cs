using System.CommandLine;

namespace Autoschematic.Cli.Views;

/// <summary>How commands, arguments and options are called in `--help` and in manual pages.</summary>
internal static class Labels
{
    public static string Of(Command command)
        => string.Join(", ", new[] { command.Name }.Concat(command.Aliases.Order(StringComparer.Ordinal)));

    public static string Of(Argument argument)
        => (argument.HelpName ?? argument.Name.ToUpperInvariant()) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");

    public static string Of(Option option)
    {
        var names = NamesOf(option);
        var label = names[0].StartsWith("--", StringComparison.Ordinal) ? "    " + string.Join(", ", names) : string.Join(", ", names);
        return ValueOf(option) is { } value ? $"{label} {value}" : label;
    }

    /// <summary>The names of an option, the shortest first.</summary>
    public static IReadOnlyList<string> NamesOf(Option option) => [.. new[] { option.Name }.Concat(option.Aliases).OrderBy(name => name.Length)];

    /// <summary>What stands for the value of an option; null when it has none.</summary>
    public static string? ValueOf(Option option) => option.Arity.MaximumNumberOfValues == 0 ? null : option.HelpName;

    public static string? Describe(Option option)
        => option.Arity.MaximumNumberOfValues > Math.Max(option.Arity.MinimumNumberOfValues, 1) ? $"{option.Description} (can be repeated)" : option.Description;

    /// <summary>What follows the name of a command in its usage line, apart from options.</summary>
    public static IEnumerable<string> UsageOf(Command command)
    {
        if (command.Subcommands.Count > 0)
        {
            // What is no more than a name for its subcommands has no class of its own.
            return [command is RootCommand || command.GetType() == typeof(Command) ? "COMMAND" : "[COMMAND]"];
        }

        return command.Arguments
            .Where(argument => !argument.Hidden)
            .Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{Of(argument)}]" : Of(argument));
    }
}
