using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

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
    public static SyntaxTree? Set(SyntaxTree tree, RonPath path, string source, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!IsSound(tree, diagnostics) || Fragment.TryRead(tree, source, diagnostics) is not { } fragment)
        {
            return null;
        }

        if (path.FindIn(tree) is not { } target)
        {
            return Add(tree, path, fragment, diagnostics);
        }

        var layout = new Layout(tree);
        return Apply(tree, path, [new TextEdit(target.Span, fragment.Indented(layout.IndentAt(target.Span.Start), layout.NewLine))], diagnostics);
    }

    /// <summary>Adds a value: a new field or key, or an element before the position at the end of the path.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="path">Where the value shall be; a position equal to the number of elements appends.</param>
    /// <param name="source">The new value's source.</param>
    /// <param name="diagnostics">Says why nothing was changed.</param>
    /// <returns>The changed document, or null.</returns>
    public static SyntaxTree? Insert(SyntaxTree tree, RonPath path, string source, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!IsSound(tree, diagnostics) || Fragment.TryRead(tree, source, diagnostics) is not { } fragment)
        {
            return null;
        }

        if (path.Segments is not [.., RonPathSegment.Element] && path.FindIn(tree) is { } existing)
        {
            diagnostics.Add(EditDiagnostics.AlreadyThere(tree.LocationOf(existing), path));
            return null;
        }

        return Add(tree, path, fragment, diagnostics);
    }

    /// <summary>Removes a field, entry or element together with its comma and its own comments.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="path">Where the value is.</param>
    /// <param name="diagnostics">Says why nothing was changed.</param>
    /// <returns>The changed document, or null.</returns>
    public static SyntaxTree? Remove(SyntaxTree tree, RonPath path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!IsSound(tree, diagnostics))
        {
            return null;
        }

        if (path.Segments.Count == 0)
        {
            diagnostics.Add(EditDiagnostics.RootStays(tree.LocationOf(tree.Root)));
            return null;
        }

        if (ContainerOf(tree, path) is not { } container || PathSteps.Find(container, path.Segments[^1]) is not { } element)
        {
            diagnostics.Add(EditDiagnostics.NothingThere(tree.LocationOf(tree.Root), path));
            return null;
        }

        return Apply(tree, path, Removal.Of(new Layout(tree), container, element), diagnostics);
    }

    /// <summary>Makes changes at many nodes at once; none may lie inside another.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="edits">The changes.</param>
    /// <param name="diagnostics">Says why nothing was changed.</param>
    /// <returns>The changed document, or null.</returns>
    public static SyntaxTree? Apply(SyntaxTree tree, IReadOnlyList<NodeEdit> edits, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(edits);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return !IsSound(tree, diagnostics) || NodeEdits.Of(tree, edits, diagnostics) is not { } made ? null
            : made.Count == 0 ? tree
            : Apply(tree, RonPath.Root, made, diagnostics);
    }

    /// <summary>Puts the elements of a list into another order; each takes its own comments along.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="path">Where the list is.</param>
    /// <param name="order">The old positions, each once, in their new order.</param>
    /// <param name="diagnostics">Says why nothing was changed.</param>
    /// <returns>The changed document, or null.</returns>
    public static SyntaxTree? Reorder(SyntaxTree tree, RonPath path, IReadOnlyList<int> order, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!IsSound(tree, diagnostics))
        {
            return null;
        }

        if (path.FindIn(tree) is { } value && PathSteps.WithoutOption(value) is { Kind: SyntaxKind.List } list
            && order.Order().SequenceEqual(Enumerable.Range(0, list.Children.Count())))
        {
            return Apply(tree, path, [Reordering.Of(new Layout(tree), list, order)], diagnostics);
        }

        diagnostics.Add(EditDiagnostics.NothingThere(tree.LocationOf(tree.Root), path));
        return null;
    }

    private static SyntaxTree? Add(SyntaxTree tree, RonPath path, Fragment fragment, DiagnosticBag diagnostics)
    {
        if (path.Segments.Count > 0 && ContainerOf(tree, path) is { } container
            && Insertion.Of(new Layout(tree), container, path.Segments[^1], fragment) is { } edits)
        {
            return Apply(tree, path, edits, diagnostics);
        }

        diagnostics.Add(EditDiagnostics.CannotHold(tree.LocationOf(tree.Root), path));
        return null;
    }

    private static SyntaxNode? ContainerOf(SyntaxTree tree, RonPath path)
        => new RonPath(path.Segments.SkipLast(1)).FindIn(tree) is { } value ? PathSteps.WithoutOption(value) : null;

    private static bool IsSound(SyntaxTree tree, DiagnosticBag diagnostics)
    {
        if (tree.Diagnostics.Count > 0)
        {
            diagnostics.Add(EditDiagnostics.BrokenDocument(tree.Diagnostics[0].Location!));
        }

        return tree.Diagnostics.Count == 0;
    }

    private static SyntaxTree? Apply(SyntaxTree tree, RonPath path, IReadOnlyList<TextEdit> edits, DiagnosticBag diagnostics)
    {
        var edited = SyntaxTree.Parse(new SourceText(TextEdit.Apply(tree.Text.Text, edits), tree.Text.Path), tree.Options);
        if (edited.Diagnostics.Count == 0)
        {
            return edited;
        }

        // Too deep, or a name that cannot be written.
        diagnostics.Add(EditDiagnostics.CannotHold(tree.LocationOf(tree.Root), path));
        return null;
    }
}
