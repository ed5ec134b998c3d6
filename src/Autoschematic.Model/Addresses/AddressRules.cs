using System.Buffers;

namespace Autoschematic.Model.Addresses;

/// <summary>Says why a text is no path of normal components; problems read as the end of a sentence about the text.</summary>
internal static class AddressRules
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    public static string? PathProblem(string text)
    {
        if (text.Length == 0)
        {
            return "is empty";
        }

        if (text[0] == '/')
        {
            return "is an absolute path";
        }

        foreach (var component in text.AsSpan().Split('/'))
        {
            if (ComponentProblem(text.AsSpan(component)) is { } problem)
            {
                return problem;
            }
        }

        return OperatingSystem.IsWindows() ? PortableNames.Problem(text) : null;
    }

    private static string? ComponentProblem(ReadOnlySpan<char> component)
    {
        if (component.Length == 0)
        {
            return "has an empty component";
        }

        if (component is "." or "..")
        {
            return $"has the component `{component}`, only normal components are allowed";
        }

        if (component.Contains('\\'))
        {
            return "holds a backslash";
        }

        return component.ContainsAny(Controls) ? "holds a control character"
            : IsWellFormed(component) ? null
            : "is not valid Unicode";
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var index = first; first >= 0 && index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return false;
            }
        }

        return true;
    }
}
