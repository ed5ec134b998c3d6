namespace Autoschematic.Model.Redaction;

/// <summary>Makes text that others wrote fit for a terminal or log.</summary>
public static class ForeignText
{
    /// <summary>Removes escape sequences, control characters other than tab and newline, and bidi overrides.</summary>
    public static string Clean(string text) => throw new NotImplementedException();

    /// <summary>Like <see cref="Clean"/>, on one line: tabs and line breaks become spaces.</summary>
    public static string CleanLine(string text) => throw new NotImplementedException();
}
