using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Values;

/// <summary>Reads trees as untyped values.</summary>
public static class ValueExtensions
{
    /// <summary>The document's value; null, with the reasons in <paramref name="diagnostics"/>, when it is not valid.</summary>
    /// <param name="tree">The tree; its own diagnostics are added too.</param>
    /// <param name="diagnostics">Receives every error.</param>
    /// <param name="extensions">The extensions that are on without being enabled by the document.</param>
    public static RonValue? ToValue(this SyntaxTree tree, DiagnosticBag diagnostics, RonExtensions extensions = RonExtensions.Untyped)
        => throw new NotImplementedException();
}
