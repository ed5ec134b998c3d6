using System.Globalization;

namespace Autoschematic.Engine.Workflows.Scaffolding;

/// <summary>A connector's name in the spellings that its files need.</summary>
/// <param name="Name">As typed, such as `my-api`.</param>
internal sealed record ConnectorNames(string Name)
{
    private const int Longest = 40;

    /// <summary>As a module, such as `my_api`.</summary>
    public string Module => Name.Replace('-', '_');

    /// <summary>As a part of a variable, such as `MY_API`.</summary>
    public string Variable => Module.ToUpperInvariant();

    /// <summary>As a part of a type's name, such as `MyApi`.</summary>
    public string Type => string.Concat(Module.Split('_').Select(word => char.ToUpperInvariant(word[0]).ToString(CultureInfo.InvariantCulture) + word[1..]));

    /// <summary>Why a name cannot be a connector's, as the end of a sentence about it, or null.</summary>
    public static string? ProblemOf(string name)
        => name.Length == 0 ? "is empty"
            : name.Length > Longest ? $"is longer than {Longest} characters"
            : !char.IsAsciiLetterLower(name[0]) ? "does not begin with a lower-case letter"
            : name.Split('-', '_').Any(word => word.Length == 0) ? "has a `-` or `_` that does not stand between words"
            : name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_') ? null
            : "has characters other than lower-case letters, digits, `-` and `_`";

    /// <summary>A template's text, or the name of one of its files, for this connector.</summary>
    public string Fill(string text)
        => text.Replace("connector-name", Name, StringComparison.Ordinal)
            .Replace("connector_name", Module, StringComparison.Ordinal)
            .Replace("CONNECTOR_NAME", Variable, StringComparison.Ordinal)
            .Replace("ConnectorName", Type, StringComparison.Ordinal);
}
