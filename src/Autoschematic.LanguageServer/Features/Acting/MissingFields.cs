using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Ron.Editing;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Features.Acting;

/// <summary>Adds the fields that a struct must have and does not.</summary>
internal static class MissingFields
{
    public static IEnumerable<CodeAction> Of(ActionSite site)
    {
        // At the name of a struct its own fields are meant, not those of the one around it.
        var caret = site.Caret is { IsInName: true, Next: TokenKind.OpenParenthesis, Token: { } name }
            ? CaretScanner.Find(site.Tree, site.Tree.Text.Text.IndexOf('(', name.End) + 1)
            : site.Caret;
        if (caret.Frame is not { } frame || site.Schema.PlaceOf(caret).Owner is not { } owner)
        {
            yield break;
        }

        var missing = owner.Fields.Where(field => field.IsRequired && !frame.Labels.Contains(field.Name)).ToList();
        if (missing.Count > 0 && Add(site, StructAt(site.Tree, frame.Start), missing) is { } edited)
        {
            var names = string.Join(", ", missing.Select(field => $"`{field.Name}`"));
            yield return site.Edit(
                missing.Count == 1 ? $"Add the missing field {names}" : $"Add the missing fields {names}",
                ActionKinds.QuickFix,
                TextDifference.Between(site.Document.Text, edited.Text.Text),
                isPreferred: true);
        }
    }

    private static SyntaxTree? Add(ActionSite site, SyntaxNode? node, IReadOnlyList<FieldSchema> missing)
    {
        if (node is not { } record || site.Tree.Diagnostics.Count > 0)
        {
            return null;
        }

        var path = RonPath.Of(record);
        SyntaxTree? tree = site.Tree;
        foreach (var field in missing)
        {
            tree = tree is null ? null : TreeEditor.Insert(tree, path.Append(new RonPathSegment.Field(field.Name)), Samples.Of(site.Schema, field.Type, site.IsJson, field.Example), []);
        }

        return tree;
    }

    /// <summary>The value whose bracket stands at an offset.</summary>
    private static SyntaxNode? StructAt(SyntaxTree tree, int bracket)
    {
        SyntaxNode? found = null;
        for (SyntaxNode? node = tree.Root; node is { } current; node = ChildWith(current, bracket))
        {
            found = current.IsContainer || current.Kind == SyntaxKind.Unit ? current : found;
        }

        return found;
    }

    private static SyntaxNode? ChildWith(SyntaxNode node, int offset)
    {
        foreach (var child in node.Children)
        {
            if (child.Span.Start <= offset && offset < child.Span.End)
            {
                return child;
            }
        }

        return null;
    }
}
