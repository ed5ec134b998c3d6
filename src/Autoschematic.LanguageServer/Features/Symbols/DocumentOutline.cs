using System.Globalization;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Range = Autoschematic.LanguageServer.Protocol.Range;

namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>The outline of a document: its structs, fields, entries, and the elements that have parts of their own.</summary>
internal sealed class DocumentOutline
{
    // As many as the JSON of an answer may be nested.
    private const int MaximumDepth = 24;
    private const int MaximumDetail = 60;
    private static readonly string[] NamingFields = ["name", "shortname", "id", "username", "addr"];
    private readonly SyntaxTree tree;
    private readonly Dictionary<int, string> texts;

    private DocumentOutline(SyntaxTree tree)
    {
        this.tree = tree;
        texts = tree.StringLiterals().ToDictionary(literal => literal.Node.Index, literal => literal.Value);
    }

    public static IReadOnlyList<DocumentSymbol> Of(SyntaxTree tree)
    {
        var outline = new DocumentOutline(tree);
        return tree.Value is not { } root ? []
            : root.Name is { } name ? [outline.Symbol(name.Source.ToString(), null, root, root.Span, name.Span, depth: 1)]
            : outline.PartsOf(root, depth: 1);
    }

    private List<DocumentSymbol> PartsOf(SyntaxNode node, int depth)
    {
        var parts = new List<DocumentSymbol>();
        var position = 0;
        foreach (var child in node.Kind == SyntaxKind.BareSome || depth > MaximumDepth ? [] : node.Children.ToList())
        {
            if (child.Kind is SyntaxKind.Field or SyntaxKind.Entry)
            {
                var key = child.Key ?? child;
                parts.Add(Symbol(NameOf(key), DetailOf(child.Value), child.Value ?? key, child.Span, key.Span, depth, child.Kind));
            }
            else if (child.IsValue)
            {
                if (child.IsContainer)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"[{position}]");
                    parts.Add(Symbol(name, DetailOf(child), child, child.Span, child.Name?.Span ?? child.Span, depth));
                }

                position++;
            }
        }

        return parts;
    }

    private DocumentSymbol Symbol(
        string name, string? detail, SyntaxNode value, TextSpan span, TextSpan selection, int depth, SyntaxKind owner = SyntaxKind.Document)
    {
        var kind = owner switch
        {
            SyntaxKind.Field => SymbolKind.Field,
            SyntaxKind.Entry => SymbolKind.Key,
            _ => value.Kind switch { SyntaxKind.Struct or SyntaxKind.Tuple => SymbolKind.Struct, SyntaxKind.List => SymbolKind.Array, _ => SymbolKind.Object },
        };
        var children = value.IsContainer ? PartsOf(value, depth + 1) : [];
        return new(name, kind, RangeOf(span), RangeOf(selection), detail, children.Count > 0 ? children : null);
    }

    private Range RangeOf(TextSpan span) => tree.Text.RangeOf(span);

    // An editor does not take a symbol without a name.
    private string NameOf(SyntaxNode key)
        => texts.GetValueOrDefault(key.Index) is { Length: > 0 } text ? OneLine(text)
            : key.Source.Length > 0 ? OneLine(key.Source.ToString())
            : "?";

    /// <summary>A value in a few words: a scalar itself, of a struct its name and what it is called.</summary>
    private string? DetailOf(SyntaxNode? node)
    {
        if (node is not { } value)
        {
            return null;
        }

        if (!value.IsContainer)
        {
            return value.IsValue ? OneLine(value.Source.ToString()) : null;
        }

        var called = value.Children.ToList()
            .Where(child => child.Kind is SyntaxKind.Field or SyntaxKind.Entry && child.Key is { } key && NamingFields.Contains(NameOf(key)))
            .Select(child => child.Value is { } named ? texts.GetValueOrDefault(named.Index) : null)
            .FirstOrDefault(text => text is not null);
        return (value.NameText, called) switch
        {
            (null, null) => null,
            (var name, null) => name,
            (null, var text) => OneLine(text),
            var (name, text) => OneLine($"{name} {text}"),
        };
    }

    private static string OneLine(string text)
    {
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        var most = line.Length > MaximumDetail && char.IsHighSurrogate(line[MaximumDetail - 1]) ? MaximumDetail - 1 : MaximumDetail;
        return line.Length > MaximumDetail ? line[..most] + "…" : line;
    }
}
