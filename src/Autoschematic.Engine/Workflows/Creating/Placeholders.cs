using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Creating;

/// <summary>Finds and fills `[placeholders]` of skeletons: anywhere in addresses and plain text, in strings of RON and JSON.</summary>
internal static partial class Placeholders
{
    /// <summary>Names in an address template and a body, each once, in the order they stand.</summary>
    public static IReadOnlyList<string> Find(string template, ReadOnlyMemory<byte> body)
    {
        var names = Names(template);
        var text = Decode(body);
        var inBody = text is null ? [] : Literals(template, text) is { } literals
            ? literals.SelectMany(literal => Names(literal.Value))
            : Names(text);
        return [.. names.Concat(inBody).Distinct()];
    }

    /// <summary>Names in a text.</summary>
    public static IEnumerable<string> Names(string text) => Pattern().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The text with every placeholder that has a value replaced.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
        => Pattern().Replace(text, match => values.GetValueOrDefault(match.Groups[1].Value, match.Value));

    /// <summary>The body with values put in, escaped for the literals they stand in.</summary>
    public static ReadOnlyMemory<byte> FillBody(
        string template, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> values)
    {
        if (Decode(body) is not { } text)
        {
            return body;
        }

        if (Literals(template, text) is not { } literals)
        {
            return Encoding.UTF8.GetBytes(Fill(text, values));
        }

        var result = new StringBuilder();
        var position = 0;
        foreach (var literal in literals)
        {
            var filled = Fill(literal.Value, values);
            if (filled != literal.Value)
            {
                result.Append(text, position, literal.Span.Start - position).Append(literal.Encode(filled));
                position = literal.Span.End;
            }
        }

        return Encoding.UTF8.GetBytes(result.Append(text, position, text.Length - position).ToString());
    }

    /// <summary>A pattern of the addresses that a template makes; each placeholder is one name.</summary>
    public static Regex AddressPattern(string template)
    {
        var pattern = new StringBuilder("^");
        var position = 0;
        var seen = new HashSet<string>();
        foreach (Match match in Pattern().Matches(template))
        {
            var name = match.Groups[1].Value;
            pattern.Append(Regex.Escape(template[position..match.Index]));
            pattern.Append(seen.Add(name) ? $"(?<{name}>[^/]+)" : $@"\k<{name}>");
            position = match.Index + match.Length;
        }

        return new(pattern.Append(Regex.Escape(template[position..])).Append('$').ToString(), RegexOptions.CultureInvariant);
    }

    private static List<StringLiteral>? Literals(string template, string text)
    {
        RonParseOptions? options = template.EndsWith(".ron", StringComparison.OrdinalIgnoreCase) ? RonParseOptions.Ron
            : template.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? RonParseOptions.JsonWithComments
            : null;
        if (options is null)
        {
            return null;
        }

        var tree = SyntaxTree.Parse(new SourceText(text), options);
        return tree.Diagnostics.Count > 0 ? null : [.. tree.StringLiterals()];
    }

    private static string? Decode(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\[([A-Za-z_][A-Za-z0-9_]*)\]")]
    private static partial Regex Pattern();
}
