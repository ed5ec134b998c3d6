using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Values;

/// <summary>Reads trees as untyped values.</summary>
public static class ValueExtensions
{
    /// <summary>The document's value; null, with the reasons in <paramref name="diagnostics"/>, when it is not valid.</summary>
    /// <param name="tree">The tree; its own diagnostics are added too.</param>
    /// <param name="diagnostics">Receives every error, in source order.</param>
    /// <param name="extensions">The extensions that are on without being enabled by the document.</param>
    public static RonValue? ToValue(this SyntaxTree tree, DiagnosticBag diagnostics, RonExtensions extensions = RonExtensions.Untyped)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var problems = new List<Diagnostic>(tree.Diagnostics);
        var reader = new ValueReader(tree, extensions | DocumentExtensions.Of(tree), problems);
        var value = tree.Value is { } root ? reader.Read(root) : null;
        SourceOrder.AddTo(diagnostics, problems);
        return problems.Count == 0 ? value : null;
    }
}
