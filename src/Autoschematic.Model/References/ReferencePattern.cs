using System.Text.RegularExpressions;

namespace Autoschematic.Model.References;

/// <summary>What a reference looks like within one line of text.</summary>
internal static partial class ReferencePattern
{
    public const string Scheme = "out://";

    // An address holds no scheme itself, so a mention of `out://` in prose before a reference does not swallow it.
    [GeneratedRegex(@"out://((?:(?!out://)[^\[\r\n])+)\[([^\]\r\n]+)\]", RegexOptions.CultureInvariant)]
    public static partial Regex Expression();

    public static OutputReference ReferenceOf(Match match) => new(match.Groups[1].Value, match.Groups[2].Value);
}
