using System.Text.RegularExpressions;

namespace Autoschematic.TestConnector.Faults;

/// <summary>Something that goes wrong: `ACTION METHOD PATTERN [once]`.</summary>
internal sealed record Fault(string Action, string Method, string Pattern, bool Once)
{
    public static Fault Parse(string text)
        => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var action, var method, var pattern] => new(action, method, pattern, Once: false),
            [var action, var method, var pattern, "once"] => new(action, method, pattern, Once: true),
            _ => throw new FormatException($"`{text}` is not `ACTION METHOD PATTERN [once]`"),
        };

    public bool Matches(string method, string address)
        => (Method == "*" || Method == method)
            && Regex.IsMatch(address, $"^{Regex.Escape(Pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$");
}
