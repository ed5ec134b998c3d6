using System.Globalization;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Syntax;

/// <summary>Reads, makes and follows the single steps of paths.</summary>
internal static class PathSteps
{
    /// <summary>The step from a value to one of its children; null when the child is the content of an option, or a name.</summary>
    public static RonPathSegment? StepInto(SyntaxNode value, SyntaxNode child, int position)
    {
        if (child.Kind == SyntaxKind.Field)
        {
            return child.NameText is not { } name ? null : IsPlain(name) ? new RonPathSegment.Field(name) : new RonPathSegment.Key(name);
        }

        if (child.Kind == SyntaxKind.Entry)
        {
            return child.Key is { } key ? StepOf(key) : null;
        }

        var isOption = value.Kind == SyntaxKind.BareSome || (value.IsSome && IsSingle(value));
        return child.IsValue && !isOption ? new RonPathSegment.Element(position) : null;
    }

    /// <summary>The child a step leads to: a field, an entry or an element.</summary>
    public static SyntaxNode? Find(SyntaxNode value, RonPathSegment segment)
    {
        value = WithoutOption(value);
        return value.Kind switch
        {
            SyntaxKind.Struct => FindField(value, segment),
            SyntaxKind.Map => FindEntry(value, segment),
            SyntaxKind.List or SyntaxKind.Tuple when segment is RonPathSegment.Element element => FindElement(value, element.Position),
            _ => null,
        };
    }

    /// <summary>What an option holds, or the value itself when it is none.</summary>
    public static SyntaxNode WithoutOption(SyntaxNode value)
    {
        while (true)
        {
            SyntaxNode? content = value.Kind == SyntaxKind.BareSome ? value.Value
                : value.IsSome && IsSingle(value) ? FindElement(value, 0)
                : null;
            if (content is not { } inner)
            {
                return value;
            }

            value = inner;
        }
    }

    public static RonPathSegment? ReadField(string text, ref int offset, bool first)
    {
        if (!first && text[offset++] != '.')
        {
            return null;
        }

        var length = CharacterClasses.IdentifierStart(text, offset);
        var end = length == 0 ? offset : CharacterClasses.SkipIdentifierParts(text, offset + length);
        var name = text[offset..end];
        offset = end;
        return name.Length == 0 ? null : new RonPathSegment.Field(name);
    }

    public static RonPathSegment? ReadBracket(string text, ref int offset)
    {
        var start = offset + 1;
        var end = EndOfBracket(text, start);
        if (end < 0)
        {
            return null;
        }

        var content = text[start..end];
        offset = end + 1;
        if (content.StartsWith('"'))
        {
            return content.Length >= 2 && content.EndsWith('"')
                ? new RonPathSegment.Key(StringDecoder.DecodeText(content.AsSpan(1..^1), EscapeMode.Text))
                : null;
        }

        return int.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new RonPathSegment.Element(position)
            : content.Length > 0 ? new RonPathSegment.KeySource(content) : null;
    }

    private static RonPathSegment StepOf(SyntaxNode key)
    {
        if (key.Kind is not (SyntaxKind.String or SyntaxKind.RawString) || key.IsBroken)
        {
            return new RonPathSegment.KeySource(key.Source.ToString());
        }

        var text = Literals.TextOf(key);
        return key.Tree.Options.Dialect == RonDialect.Json && IsPlain(text)
            ? new RonPathSegment.Field(text)
            : new RonPathSegment.Key(text);
    }

    private static bool IsPlain(string name)
        => CharacterClasses.IdentifierStart(name, 0) is var start and > 0 && CharacterClasses.SkipIdentifierParts(name, start) == name.Length;

    private static bool IsSingle(SyntaxNode some) => some.Kind == SyntaxKind.Tuple && some.Children.Count(child => child.IsValue) == 1;

    private static SyntaxNode? FindField(SyntaxNode record, RonPathSegment segment)
    {
        var name = segment switch
        {
            RonPathSegment.Field field => field.Name,
            RonPathSegment.Key key => key.Text,
            _ => null,
        };
        foreach (var child in record.Children)
        {
            if (name is not null && child.Kind == SyntaxKind.Field && child.NameText == name)
            {
                return child;
            }
        }

        return null;
    }

    // Of several entries with one key the last counts.
    private static SyntaxNode? FindEntry(SyntaxNode map, RonPathSegment segment)
    {
        SyntaxNode? found = null;
        foreach (var entry in map.Children)
        {
            if (entry.Kind == SyntaxKind.Entry && entry.Key is { } key && Matches(key, segment))
            {
                found = entry;
            }
        }

        return found;
    }

    private static bool Matches(SyntaxNode key, RonPathSegment segment)
    {
        var isText = key.Kind is SyntaxKind.String or SyntaxKind.RawString && !key.IsBroken;
        return segment switch
        {
            RonPathSegment.Key text => isText && Literals.TextOf(key) == text.Text,
            RonPathSegment.Field field => isText && key.Tree.Options.Dialect == RonDialect.Json && Literals.TextOf(key) == field.Name,
            RonPathSegment.KeySource source => key.Source.SequenceEqual(source.Source),
            RonPathSegment.Element element => int.TryParse(key.Source, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == element.Position,
            _ => false,
        };
    }

    private static SyntaxNode? FindElement(SyntaxNode container, int position)
    {
        foreach (var child in container.Children)
        {
            if (child.IsValue && position-- == 0)
            {
                return child;
            }
        }

        return null;
    }

    // A key may itself hold brackets, and strings with brackets.
    private static int EndOfBracket(string text, int offset)
    {
        var depth = 0;
        var quoted = false;
        for (; offset < text.Length; offset++)
        {
            var c = text[offset];
            if (quoted)
            {
                offset += c == '\\' ? 1 : 0;
                quoted = c != '"';
            }
            else if (c == ']' && depth == 0)
            {
                return offset;
            }
            else
            {
                quoted = c == '"';
                depth += c is '[' or '(' or '{' ? 1 : c is ']' or ')' or '}' ? -1 : 0;
            }
        }

        return -1;
    }
}
