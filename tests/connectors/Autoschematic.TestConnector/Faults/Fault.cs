using System.Globalization;
using System.Text.RegularExpressions;

namespace Autoschematic.TestConnector.Faults;

/// <summary>Something that goes wrong: `ACTION[:MS][-after] METHOD PATTERN [once|nth N|every N]`.</summary>
internal sealed record Fault(string Text, FaultAction Action, int Milliseconds, bool IsAfter, string Method, Regex Pattern, FaultTurn Turn)
{
    private const string AfterSuffix = "-after";

    public static Fault Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var first, var method, var pattern, .. var rest] || FaultTurn.TryParse(rest) is not { } turn)
        {
            throw new FormatException($"`{text}` is not `ACTION METHOD PATTERN [once|nth N|every N]`");
        }

        var isAfter = first.EndsWith(AfterSuffix, StringComparison.Ordinal);
        var action = (isAfter ? first[..^AfterSuffix.Length] : first).Split(':');
        return new(
            text,
            ActionOf(action[0]),
            action.Length > 1 ? int.Parse(action[1], CultureInfo.InvariantCulture) : 0,
            isAfter,
            method,
            new Regex($"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$"),
            turn);
    }

    public bool Matches(string method, string address) => (Method == "*" || Method == method) && Pattern.IsMatch(address);

    private static FaultAction ActionOf(string word)
        => word switch
        {
            "slow" => FaultAction.Slow,
            "fail" => FaultAction.Fail,
            "auth" => FaultAction.Auth,
            "conflict" => FaultAction.Conflict,
            "unavailable" => FaultAction.Unavailable,
            "rate-limited" => FaultAction.RateLimited,
            "hang" => FaultAction.Hang,
            "drop" => FaultAction.Drop,
            "die" => FaultAction.Die,
            "exit" => FaultAction.Exit,
            _ => throw new FormatException($"`{word}` is not a fault"),
        };
}
