using System.Text.RegularExpressions;

namespace Autoschematic.TestClouds;

/// <summary>Clouds as text that does not depend on the ids which were given.</summary>
internal static partial class CloudText
{
    public static string Describe(IReadOnlyList<CloudObject> objects)
    {
        var names = objects.Where(item => item.Name is not null).ToDictionary(item => IdOf(item.Address), item => $"<{item.Name}>", StringComparer.Ordinal);
        return string.Join('\n', objects.Select(item => Named($"{item.Address}: {OnOneLine(item.Text)}", names)).Order(StringComparer.Ordinal));
    }

    public static IReadOnlyList<string> Differences(string left, string right)
    {
        var mine = Lines(left);
        var theirs = Lines(right);
        return [.. Without(mine, theirs).Select(line => $"- {line}"), .. Without(theirs, mine).Select(line => $"+ {line}")];
    }

    /// <summary>Lines that stand more often in the first than in the second.</summary>
    private static IEnumerable<string> Without(string[] lines, string[] others)
    {
        var left = others.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (left.GetValueOrDefault(line) is var count and > 0)
            {
                left[line] = count - 1;
            }
            else
            {
                yield return line;
            }
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Named(string line, Dictionary<string, string> names)
        => IdPattern().Replace(line, word => names.GetValueOrDefault(word.Value, word.Value));

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string IdOf(string address)
    {
        var file = address[(address.LastIndexOf('/') + 1)..];
        return file[..file.LastIndexOf('.')];
    }

    [GeneratedRegex(@"[\w-]+")]
    private static partial Regex IdPattern();
}
