using System.Text;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Values;

/// <summary>Turns syntax into untyped values.</summary>
internal sealed class ValueReader(SyntaxTree tree, RonExtensions extensions, List<Diagnostic> problems)
{
    /// <summary>The value of a node; null where its syntax is broken or something else was wrong.</summary>
    public RonValue? Read(SyntaxNode node) => node.IsBroken && !node.IsContainer ? null : node.Kind switch
    {
        SyntaxKind.Integer or SyntaxKind.Float => new RonValue.Number(NumberReader.Read(node)),
        SyntaxKind.Byte => new RonValue.Number(new RonNumber(RonNumberKind.U8, Literals.ByteOf(node))),
        SyntaxKind.Character => new RonValue.Character(new Rune(Literals.CharacterOf(node))),
        SyntaxKind.String or SyntaxKind.RawString => new RonValue.Text(Literals.TextOf(node)),
        SyntaxKind.ByteString or SyntaxKind.RawByteString => new RonValue.Bytes(new RonList<byte>(Literals.BytesOf(node))),
        SyntaxKind.Boolean => new RonValue.Boolean(node.Source is "true"),
        SyntaxKind.Null or SyntaxKind.None => new RonValue.None(),
        SyntaxKind.Unit => new RonValue.Unit(null),
        SyntaxKind.Identifier => new RonValue.Unit(node.NameText),
        SyntaxKind.BareSome => ReadBareSome(node),
        SyntaxKind.Tuple or SyntaxKind.Struct when node.IsSome => ReadSome(node),
        SyntaxKind.Tuple => new RonValue.Tuple(node.NameText, ReadItems(node)),
        SyntaxKind.Struct => new RonValue.Struct(node.NameText, ReadFields(node)),
        SyntaxKind.List => new RonValue.List(ReadItems(node)),
        SyntaxKind.Map => new RonValue.Map(ReadEntries(node)),
        _ => null,
    };

    private RonValue.Some? ReadBareSome(SyntaxNode node)
    {
        if (node.Value is not { } value)
        {
            return null;
        }

        if (!extensions.HasFlag(RonExtensions.ImplicitSome))
        {
            problems.Add(ValueDiagnostics.SomeNeedsParentheses(tree.LocationOf(new TextSpan(value.Span.Start, 0))));
            return null;
        }

        return Read(value) is { } content ? new RonValue.Some(content) : null;
    }

    private RonValue.Some? ReadSome(SyntaxNode node)
    {
        var unwraps = extensions.HasFlag(RonExtensions.UnwrapVariantNewtypes);
        SyntaxNode? first = null;
        SyntaxNode? second = null;
        foreach (var child in node.Children)
        {
            if (child.Kind is SyntaxKind.Name or SyntaxKind.Error)
            {
                continue;
            }

            second ??= first is null ? null : child;
            first ??= child;
        }

        if (first is null)
        {
            if (!unwraps && !node.IsBroken)
            {
                problems.Add(ValueDiagnostics.SomeIsEmpty(tree.LocationOf(new TextSpan(node.Span.End - 1, 1))));
            }

            return unwraps ? new RonValue.Some(new RonValue.Unit(null)) : null;
        }

        if (unwraps && node.Kind == SyntaxKind.Struct)
        {
            var entries = ReadFields(node).Select(field => KeyValuePair.Create<RonValue, RonValue>(new RonValue.Text(field.Key), field.Value));
            return new RonValue.Some(new RonValue.Map(new RonList<KeyValuePair<RonValue, RonValue>>(entries)));
        }

        if (unwraps && second is not null)
        {
            return new RonValue.Some(new RonValue.List(ReadItems(node)));
        }

        if (node.Kind == SyntaxKind.Struct || second is not null)
        {
            var place = node.Kind == SyntaxKind.Struct ? Trivia.Skip(tree, first.Value.Key!.Value.Span.End) : second!.Value.Span.Start;
            problems.Add(ValueDiagnostics.SomeHoldsOneValue(tree.LocationOf(new TextSpan(place, 0))));
            return null;
        }

        return Read(first.Value) is { } value ? new RonValue.Some(value) : null;
    }

    private RonList<RonValue> ReadItems(SyntaxNode node)
    {
        var items = new List<RonValue>();
        foreach (var child in node.Children)
        {
            if (child.IsValue && Read(child) is { } item)
            {
                items.Add(item);
            }
        }

        return new RonList<RonValue>(items);
    }

    private RonList<KeyValuePair<string, RonValue>> ReadFields(SyntaxNode node)
    {
        var fields = new List<KeyValuePair<string, RonValue>>();
        foreach (var child in node.Children)
        {
            if (child.Kind == SyntaxKind.Field && child.Value is { } source && Read(source) is { } value && child.NameText is { } name)
            {
                fields.Add(new(name, value));
            }
        }

        return new RonList<KeyValuePair<string, RonValue>>(fields);
    }

    private RonList<KeyValuePair<RonValue, RonValue>> ReadEntries(SyntaxNode node)
    {
        var entries = new List<KeyValuePair<RonValue, RonValue>>();
        foreach (var child in node.Children)
        {
            if (child.Kind == SyntaxKind.Entry && child.Key is { } keySource && Read(keySource) is { } key
                && child.Value is { } valueSource && Read(valueSource) is { } value)
            {
                entries.Add(new(key, value));
            }
        }

        return new RonList<KeyValuePair<RonValue, RonValue>>(entries);
    }
}
