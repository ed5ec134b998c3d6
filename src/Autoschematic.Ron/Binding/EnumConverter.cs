using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Binding;

/// <summary>Enums whose variants hold nothing.</summary>
internal sealed class EnumConverter<T>(string name, IReadOnlyList<KeyValuePair<string, T>> members) : RonConverter<T>
    where T : struct
{
    private readonly bool isPlain = members.All(member => PlainWords.IsPlain(member.Key));

    public override bool TryRead(SyntaxNode node, RonReadContext context, out T value)
    {
        value = default;
        if (Variant.Find(node, context, name, members.Select(member => member.Key)) is not { } found)
        {
            return false;
        }

        value = members[found.Index].Value;
        return Variant.ExpectUnit(node, context, found.Name);
    }

    internal override bool TryReadPlain(ref PlainReader reader, out T value)
    {
        value = default;
        if (!isPlain)
        {
            return reader.GiveUp();
        }

        reader.Peek();
        var word = reader.ReadWord();
        for (var index = 0; index < members.Count; index++)
        {
            if (word.SequenceEqual(members[index].Key))
            {
                value = members[index].Value;
                return true;
            }
        }

        return false;
    }

    public override void Write(RonWriter writer, T value, RonWriteContext context)
    {
        foreach (var member in members)
        {
            if (EqualityComparer<T>.Default.Equals(member.Value, value))
            {
                writer.WriteName(member.Key);
                return;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"`{name}` has no such member");
    }
}

/// <summary>What all converters of enums share.</summary>
internal static class Variant
{
    /// <summary>Finds the variant a value names; null after reporting that there is none.</summary>
    public static (int Index, TextSpan Name)? Find(SyntaxNode node, RonReadContext context, string owner, IEnumerable<string> names)
    {
        if (NameIn(node, context) is not var (word, identifier))
        {
            if (node.IsValue)
            {
                context.Report(BindingDiagnostics.VariantMissing(context.LocationOf(node), owner, SyntaxWords.Describe(node), names));
            }

            return null;
        }

        var index = 0;
        foreach (var name in names)
        {
            if (name == word)
            {
                return (index, identifier);
            }

            index++;
        }

        context.Report(BindingDiagnostics.UnknownVariant(
            context.Tree.LocationOf(identifier), word, owner, Similarity.Nearest(word, names), names));
        return null;
    }

    /// <summary>Whether a variant stands without parentheses; reports when it has some.</summary>
    public static bool ExpectUnit(SyntaxNode node, RonReadContext context, TextSpan identifier)
    {
        if (node.Kind == SyntaxKind.Map)
        {
            context.Report(BindingDiagnostics.ObjectUnexpected(context.LocationOf(node), SyntaxWords.JsonVariant(node)!.Value.Text));
            return false;
        }

        if (node.Kind is SyntaxKind.Tuple or SyntaxKind.Struct or SyntaxKind.BareSome)
        {
            context.Report(BindingDiagnostics.ParenthesisUnexpected(context.TokenAfter(identifier.End), SyntaxWords.TextOf(node, identifier)));
            return false;
        }

        return !node.IsBroken;
    }

    /// <summary>The content of a variant in JSON; null after reporting that it has none.</summary>
    public static SyntaxNode? ExpectJsonContent(SyntaxNode node, RonReadContext context)
    {
        if (node.Kind == SyntaxKind.Map)
        {
            return SyntaxWords.SingleEntry(node)?.Value;
        }

        context.Report(BindingDiagnostics.ObjectMissing(context.LocationOf(node), Literals.TextOf(node)));
        return null;
    }

    private static (string Text, TextSpan Span)? NameIn(SyntaxNode node, RonReadContext context)
        => context.IsJson ? SyntaxWords.JsonVariant(node)
            : SyntaxWords.LeadingIdentifier(node) is { } identifier ? (SyntaxWords.TextOf(node, identifier), identifier)
            : null;

    /// <summary>Whether a name is followed by parentheses; reports when it is not.</summary>
    public static bool ExpectParentheses(SyntaxNode node, RonReadContext context, TextSpan identifier)
    {
        if (node.Kind is SyntaxKind.Tuple or SyntaxKind.Struct)
        {
            return true;
        }

        context.Report(BindingDiagnostics.ParenthesisMissing(context.TokenAfter(identifier.End), SyntaxWords.TextOf(node, identifier)));
        return false;
    }
}
