using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Formatting;

/// <summary>Lays a document out in the one standard way, keeping comments, groups and meaning.</summary>
public static class RonFormatter
{
    /// <summary>Formats a document; null, with the reasons in <paramref name="diagnostics"/>, when it has syntax errors.</summary>
    /// <param name="text">The document.</param>
    /// <param name="diagnostics">Receives the syntax errors.</param>
    /// <param name="options">The dialect; RON when null.</param>
    public static string? Format(SourceText text, DiagnosticBag diagnostics, RonParseOptions? options = null) => throw new NotImplementedException();
}
