using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Editing;

/// <summary>Changes single values of a document and leaves every other character as it was.</summary>
public static class TreeEditor
{
    /// <summary>Replaces the value at a path; a missing last field or key is added to its struct or map.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="path">Where the value is.</param>
    /// <param name="source">The new value's source.</param>
    /// <param name="diagnostics">Says why nothing was changed.</param>
    /// <returns>The changed document, or null.</returns>
    public static SyntaxTree? Set(SyntaxTree tree, RonPath path, string source, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Adds a value: a new field or key, or an element before the position at the end of the path.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="path">Where the value shall be; a position equal to the number of elements appends.</param>
    /// <param name="source">The new value's source.</param>
    /// <param name="diagnostics">Says why nothing was changed.</param>
    /// <returns>The changed document, or null.</returns>
    public static SyntaxTree? Insert(SyntaxTree tree, RonPath path, string source, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Removes a field, entry or element together with its comma and its own comments.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="path">Where the value is.</param>
    /// <param name="diagnostics">Says why nothing was changed.</param>
    /// <returns>The changed document, or null.</returns>
    public static SyntaxTree? Remove(SyntaxTree tree, RonPath path, DiagnosticBag diagnostics) => throw new NotImplementedException();
}
