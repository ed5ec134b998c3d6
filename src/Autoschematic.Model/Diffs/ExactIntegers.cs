using System.Globalization;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Diffs;

/// <summary>Whole numbers that no type holds are read as floats, which would make different ones equal; here their digits count.</summary>
internal static class ExactIntegers
{
    // Up to this many digits every number has a type of its own.
    private const int HeldDigits = 18;

    public static RonValue Keep(SyntaxNode root, RonValue value) => HasLongRun(root.Source) ? Exact(root, value) : value;

    private static bool HasLongRun(ReadOnlySpan<char> source)
    {
        var run = 0;
        foreach (var character in source)
        {
            run = char.IsAsciiDigit(character) || character == '_' ? run + 1 : 0;
            if (run > HeldDigits)
            {
                return true;
            }
        }

        return false;
    }

    private static RonValue Exact(SyntaxNode node, RonValue value)
    {
        if (value is RonValue.Number)
        {
            // No name begins with a digit or sign, so this equals nothing but the same digits.
            return IsHuge(node) ? new RonValue.Unit(node.Source.ToString().Replace("_", "", StringComparison.Ordinal)) : value;
        }

        var nodes = node.Children.Where(child => child.Kind is SyntaxKind.Field or SyntaxKind.Entry || child.IsValue).ToList();
        return value switch
        {
            RonValue.List list when list.Items.Count == nodes.Count => new RonValue.List(new(list.Items.Zip(nodes, (item, child) => Exact(child, item)))),
            RonValue.Tuple tuple when tuple.Items.Count == nodes.Count
                => new RonValue.Tuple(tuple.Name, new(tuple.Items.Zip(nodes, (item, child) => Exact(child, item)))),
            RonValue.Some some when nodes is [var inner] && inner.Kind is not (SyntaxKind.Field or SyntaxKind.Entry)
                => new RonValue.Some(Exact(inner, some.Value)),
            RonValue.Map map when map.Entries.Count == nodes.Count
                => new RonValue.Map(new(map.Entries.Zip(nodes, (entry, child) => KeyValuePair.Create(entry.Key, Exact(child.Value!.Value, entry.Value))))),
            RonValue.Struct record when record.Fields.Count == nodes.Count
                => new RonValue.Struct(record.Name, new(record.Fields.Zip(nodes, (field, child) => KeyValuePair.Create(field.Key, Exact(child.Value!.Value, field.Value))))),
            _ => value,
        };
    }

    private static bool IsHuge(SyntaxNode node)
    {
        if (node.Kind is not (SyntaxKind.Float or SyntaxKind.Integer))
        {
            return false;
        }

        var digits = node.Source.ToString().Replace("_", "", StringComparison.Ordinal);
        return digits.TrimStart('+', '-').All(char.IsAsciiDigit)
            && !long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            && !ulong.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }
}
