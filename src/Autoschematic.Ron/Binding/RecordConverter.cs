using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Binding;

/// <summary>What converters of records have in common: they stand alone under their own name, and in a variant under the variant's.</summary>
internal abstract class RecordConverter<T>(string name) : RonConverter<T>
{
    private readonly string? plainName = PlainWords.IsPlain(name) ? name : null;

    public string Name => name;

    internal override bool IsUnwrapped => true;

    /// <summary>Whether the record holds nothing, and so is written without parentheses.</summary>
    protected virtual bool IsUnit => false;

    /// <summary>Whether its values have names.</summary>
    protected virtual bool HasFields => false;

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!node.IsValue)
        {
            return false;
        }

        if (context.IsJson)
        {
            return ExpectJson(node, context) && TryReadContent(node, context, out value);
        }

        if (SyntaxWords.LeadingIdentifier(node) is { } identifier)
        {
            var found = SyntaxWords.TextOf(node, identifier);
            if (found != name)
            {
                context.Report(BindingDiagnostics.StructNameWrong(context.Tree.LocationOf(identifier), name, found));
                return false;
            }

            return TryReadVariant(node, context, identifier, out value);
        }

        if (context.Has(RonExtensions.ExplicitStructNames) || node.Kind is not (SyntaxKind.Tuple or SyntaxKind.Struct or SyntaxKind.Unit))
        {
            context.Report(BindingDiagnostics.StructNameMissing(context.LocationOf(node), name));
            return false;
        }

        return TryReadContent(node, context, out value);
    }

    /// <summary>Reads the record behind a name that has been checked.</summary>
    public bool TryReadVariant(SyntaxNode node, RonReadContext context, TextSpan identifier, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (context.IsJson && !IsUnit)
        {
            return Variant.ExpectJsonContent(node, context) is { } content && TryRead(content, context, out value);
        }

        return IsUnit
            ? Variant.ExpectUnit(node, context, identifier) && TryReadContent(node, context, out value)
            : Variant.ExpectParentheses(node, context, identifier) && TryReadVariantContent(node, context, out value);
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        if (reader.Peek() != '(')
        {
            value = default;
            return plainName is not null && reader.TryPassWord(plainName) && TryReadPlainVariant(ref reader, out value);
        }

        value = default;
        return !reader.Has(RonExtensions.ExplicitStructNames) && reader.TryOpen('(') && TryReadPlainContent(ref reader, out value);
    }

    /// <summary>Reads the record behind a name that has been passed.</summary>
    public bool TryReadPlainVariant(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        if (IsUnit)
        {
            return TryMakePlainUnit(out value);
        }

        value = default;
        return reader.TryOpen('(') && TryReadPlainVariantContent(ref reader, out value);
    }

    public override void Write(RonWriter writer, T value, RonWriteContext context) => WriteVariant(writer, name, value, context);

    /// <summary>Writes the record under a variant's name.</summary>
    public virtual void WriteVariant(RonWriter writer, string variant, T value, RonWriteContext context) => WriteContent(writer, variant, value, context);

    /// <summary>Reads what stands between the parentheses of a variant.</summary>
    protected virtual bool TryReadVariantContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => TryReadContent(node, context, out value);

    /// <summary>Reads what stands behind the opening parenthesis of a variant, and passes the closing one.</summary>
    protected virtual bool TryReadPlainVariantContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => TryReadPlainContent(ref reader, out value);

    /// <summary>Makes the record that holds nothing.</summary>
    protected virtual bool TryMakePlainUnit([MaybeNullWhen(false)] out T value)
    {
        value = default;
        return false;
    }

    private bool ExpectJson(SyntaxNode node, RonReadContext context)
    {
        if (node.Kind == (HasFields ? SyntaxKind.Map : SyntaxKind.List))
        {
            return true;
        }

        context.Report(BindingDiagnostics.WrongKind(
            context.LocationOf(node), HasFields ? "an object `{…}`" : "a list `[…]`", SyntaxWords.Describe(node)));
        return false;
    }

    internal abstract override bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value);

    internal abstract override bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value);

    internal abstract override void WriteContent(RonWriter writer, string variant, T value, RonWriteContext context);
}
