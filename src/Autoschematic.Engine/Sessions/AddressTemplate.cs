using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Sessions;

/// <summary>An address with `[placeholders]`, each standing for some part of one component.</summary>
internal sealed partial class AddressTemplate
{
    private readonly Regex pattern;
    private readonly string[] groups;

    public AddressTemplate(string template)
    {
        var text = new StringBuilder("^");
        var names = new List<string>();
        var position = 0;
        foreach (Match placeholder in Placeholder().Matches(template))
        {
            var group = $"p{names.Count}";
            text.Append(Regex.Escape(template[position..placeholder.Index])).Append($"(?<{group}>[^/]+)");
            names.Add(group);
            position = placeholder.Index + placeholder.Length;
        }

        // Templates come from connectors: a pattern without backtracking cannot be made slow.
        pattern = new(text.Append(Regex.Escape(template[position..])).Append("\\z").ToString(), RegexOptions.NonBacktracking);
        groups = [.. names];
    }

    public bool Matches(Address address) => pattern.IsMatch(address.Text);

    /// <summary>The address with what the last placeholder stands for replaced; unchanged without placeholders.</summary>
    public string WithLast(Address address, string value)
    {
        var match = pattern.Match(address.Text);
        if (!match.Success || groups.Length == 0)
        {
            return address.Text;
        }

        var last = match.Groups[groups[^1]];
        return string.Concat(address.Text.AsSpan(0, last.Index), value, address.Text.AsSpan(last.Index + last.Length));
    }

    [GeneratedRegex(@"\[[^\]/]+\]")]
    private static partial Regex Placeholder();
}
