namespace Autoschematic.Ron.Binding;

/// <summary>The names that a token has to itself wherever they stand.</summary>
internal static class PlainWords
{
    /// <summary>Whether a name is an identifier of ASCII that means nothing else.</summary>
    public static bool IsPlain(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && name is not ("Some" or "None" or "true" or "false" or "inf" or "NaN" or "inff32" or "inff64" or "NaNf32" or "NaNf64");
}
