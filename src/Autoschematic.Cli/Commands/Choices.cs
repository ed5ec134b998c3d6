using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Autoschematic.Cli.Commands;

/// <summary>Values that are checked while the command line is parsed, with words of our own.</summary>
internal static class Choices
{
    /// <summary>Takes one of a few words; shells complete them.</summary>
    public static Option<string> OneOf(this Option<string> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, words, option.Name));
        return option;
    }

    /// <inheritdoc cref="OneOf(Option{string}, string[])"/>
    /// <param name="option">The option.</param>
    /// <param name="elsewhere">Words that belong to something else, and to what.</param>
    /// <param name="words">The words.</param>
    public static Option<string> OneOf(this Option<string> option, IReadOnlyDictionary<string, string> elsewhere, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, words, option.Name, elsewhere));
        return option;
    }

    /// <inheritdoc cref="OneOf(Option{string}, string[])"/>
    public static Argument<string> OneOf(this Argument<string> argument, params string[] words)
    {
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, words, argument.HelpName ?? argument.Name));
        return argument;
    }

    /// <summary>Takes a whole number from 1.</summary>
    public static Option<int> Positive(this Option<int> option, int usual)
    {
        option.DefaultValueFactory = _ => usual;
        option.CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, out var number) && number > 0)
            {
                return number;
            }

            result.AddError($"`{option.Name}` needs a whole number from 1, not `{result.Tokens[0].Value}`");
            return usual;
        };
        return option;
    }

    /// <summary>Takes a number of seconds, also a part of one.</summary>
    public static Option<TimeSpan> Seconds(this Option<TimeSpan> option, TimeSpan usual)
    {
        option.DefaultValueFactory = _ => usual;
        option.CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds > 0 && seconds <= TimeSpan.FromDays(1).TotalSeconds)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            result.AddError($"`{option.Name}` needs a number of seconds, not `{result.Tokens[0].Value}`");
            return usual;
        };
        return option;
    }

    /// <summary>The value of an option, also of a command line that is wrong: what cannot be read is not given, and an error says so.</summary>
    public static T? Read<T>(this ParseResult parsed, Option<T> option)
    {
        try
        {
            return parsed.GetValue(option);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>Whether an option was typed; never throws, whatever its value.</summary>
    public static bool Has(this SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>Whether an argument was typed.</summary>
    public static bool Has(this SymbolResult result, Argument argument) => result.GetResult(argument) is { Tokens.Count: > 0 };

    private static void Check(SymbolResult result, string[] words, string name, IReadOnlyDictionary<string, string>? elsewhere = null)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value)))
        {
            var allowed = string.Join(", ", words.Select(word => $"`{word}`"));
            result.AddError($"`{name}` cannot be `{token.Value}`; it is one of {allowed}{(elsewhere?.GetValueOrDefault(token.Value) is { } other ? $"; `{other}` is meant, perhaps" : "")}");
        }
    }
}
