using System.Text;
using System.Text.RegularExpressions;

namespace Autoschematic.Sdk.Resources;

/// <summary>An address with `[placeholders]`.</summary>
internal sealed partial class AddressPattern
{
    private readonly Regex pattern;
    private readonly string[] literals;
    private readonly List<bool> deep = [];

    public AddressPattern(string template)
    {
        var regex = new StringBuilder("^");
        var names = new List<string>();
        var texts = new List<string>();
        var position = 0;
        foreach (Match placeholder in Placeholder().Matches(template))
        {
            var isDeep = placeholder.Groups["deep"].Success;
            deep.Add(isDeep);
            texts.Add(template[position..placeholder.Index]);
            regex.Append(Regex.Escape(texts[^1])).Append(isDeep ? "(.+)" : "([^/]+)");
            names.Add(placeholder.Groups["name"].Value);
            position = placeholder.Index + placeholder.Length;
        }

        texts.Add(template[position..]);
        if (texts.Exists(text => text.AsSpan().ContainsAny('[', ']')))
        {
            throw new ArgumentException($"`{template}` is no address template: placeholders are written `[name]`", nameof(template));
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw new ArgumentException($"`{template}` names a placeholder twice", nameof(template));
        }

        Template = template;
        Names = names;
        literals = [.. texts];
        pattern = new(regex.Append(Regex.Escape(texts[^1])).Append("\\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    public string Template { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a placeholder stands for several components.</summary>
    public bool IsDeep => deep.Contains(true);

    /// <summary>The template as hosts read it.</summary>
    public string PlainTemplate => Join(Names.Select(name => $"[{name}]"));

    /// <summary>The folder that all addresses stand in; empty for the root.</summary>
    public string Folder => literals[0].LastIndexOf('/') is var end and > 0 ? literals[0][..end] : "";

    /// <summary>The end of all addresses behind their last dot, in lower case: `ron`, `json`, `sql`.</summary>
    public string Extension
        => literals[^1].LastIndexOf('.') is var dot and >= 0 ? literals[^1][(dot + 1)..].ToLowerInvariant() : "";

    /// <summary>What the placeholders stand for; null when the address is another one.</summary>
    public string[]? TryMatch(string address)
    {
        var match = pattern.Match(address);
        return match.Success ? [.. Names.Select((_, index) => AddressParts.Decode(match.Groups[index + 1].Value, deep[index]))] : null;
    }

    public string Form(IReadOnlyList<string> values) => Join(values.Select((value, index) => AddressParts.Encode(value, deep[index])));

    private string Join(IEnumerable<string> parts)
    {
        var address = new StringBuilder(literals[0]);
        var next = 1;
        foreach (var part in parts)
        {
            address.Append(part).Append(literals[next++]);
        }

        return address.ToString();
    }

    [GeneratedRegex(@"\[(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<deep>\.\.\.)?\]", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
