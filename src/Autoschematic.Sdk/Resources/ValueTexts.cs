using System.Text.RegularExpressions;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Values as messages show them: on one line, and cut where they are long.</summary>
internal static partial class ValueTexts
{
    private const int MaximumLength = 80;

    public static string Of(RonValue value)
    {
        var text = LineBreaks().Replace(value.ToSource(RonExtensions.Typed), match => match.Groups["closer"].Success ? match.Groups["closer"].Value : match.Groups["opener"].Success ? match.Groups["opener"].Value : " ");
        return text.Length <= MaximumLength ? text : $"{text[..(char.IsHighSurrogate(text[MaximumLength - 2]) ? MaximumLength - 2 : MaximumLength - 1)]}…";
    }

    // `Name(\n    a: 1,\n)` becomes `Name(a: 1)`.
    [GeneratedRegex(@"(?<opener>[(\[{])\s*\n\s*|,?\s*\n\s*(?<closer>[)\]}])|\s*\n\s*")]
    private static partial Regex LineBreaks();
}
