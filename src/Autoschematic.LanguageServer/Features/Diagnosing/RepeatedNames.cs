using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Features.Diagnosing;

/// <summary>Finds fields and keys that stand twice, in one walk.</summary>
internal static class RepeatedNames
{
    public static IEnumerable<Diagnostic> Find(SyntaxTree tree)
    {
        var first = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
        foreach (var container in tree.Nodes().Where(node => node.Kind is SyntaxKind.Struct or SyntaxKind.Map))
        {
            first.Clear();
            foreach (var child in container.Children)
            {
                if (child.Kind is not (SyntaxKind.Field or SyntaxKind.Entry) || child.Key is not { } key || key.IsBroken || key.Span.Length == 0)
                {
                    continue;
                }

                var name = child.Kind == SyntaxKind.Field ? child.NameText ?? "" : key.Source.ToString();
                if (!first.TryAdd(name, key))
                {
                    yield return child.Kind == SyntaxKind.Field
                        ? DiagnosingDiagnostics.RepeatedField(tree.LocationOf(key), name, tree.LocationOf(first[name]))
                        : DiagnosingDiagnostics.RepeatedKey(tree.LocationOf(key), name, tree.LocationOf(first[name]));
                }
            }
        }
    }
}
