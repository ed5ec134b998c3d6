using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Binding;

/// <summary>A converter of values that are one literal.</summary>
internal abstract class ScalarConverter<T>(string expected) : RonConverter<T>
{
    public sealed override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!node.IsValue)
        {
            return false;
        }

        if (!Accepts(node))
        {
            context.Report(BindingDiagnostics.WrongKind(context.LocationOf(node), expected, SyntaxWords.Describe(node)));
            return false;
        }

        return !node.IsBroken && TryReadLiteral(node, context, out value);
    }

    protected abstract bool Accepts(SyntaxNode node);

    protected abstract bool TryReadLiteral(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value);
}

internal sealed class BooleanConverter() : ScalarConverter<bool>("`true` or `false`")
{
    public override void Write(RonWriter writer, bool value, RonWriteContext context) => writer.WriteBoolean(value);

    protected override bool Accepts(SyntaxNode node) => node.Kind == SyntaxKind.Boolean;

    protected override bool TryReadLiteral(SyntaxNode node, RonReadContext context, out bool value)
    {
        value = node.Source is "true";
        return true;
    }
}

internal sealed class TextConverter() : ScalarConverter<string>("a string")
{
    public override void Write(RonWriter writer, string value, RonWriteContext context) => writer.WriteText(value);

    protected override bool Accepts(SyntaxNode node) => node.Kind is SyntaxKind.String or SyntaxKind.RawString;

    protected override bool TryReadLiteral(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out string value)
    {
        value = Literals.TextOf(node);
        return true;
    }
}

internal sealed class RuneConverter() : ScalarConverter<Rune>("a character")
{
    public override void Write(RonWriter writer, Rune value, RonWriteContext context) => writer.WriteCharacter(value);

    protected override bool Accepts(SyntaxNode node) => Literals.IsCharacter(node);

    protected override bool TryReadLiteral(SyntaxNode node, RonReadContext context, out Rune value)
    {
        value = new Rune(Literals.CharacterOf(node));
        return true;
    }
}

internal sealed class CharConverter() : ScalarConverter<char>("a character")
{
    public override void Write(RonWriter writer, char value, RonWriteContext context) => writer.WriteCharacter(new Rune(value));

    protected override bool Accepts(SyntaxNode node) => Literals.IsCharacter(node);

    protected override bool TryReadLiteral(SyntaxNode node, RonReadContext context, out char value)
    {
        var scalar = Literals.CharacterOf(node);
        value = (char)scalar;
        if (scalar <= char.MaxValue)
        {
            return true;
        }

        context.Report(BindingDiagnostics.NumberOutOfRange(context.LocationOf(node), node.Source.ToString(), "one UTF-16 code unit"));
        return false;
    }
}

internal sealed class IntegerConverter<T>(string suffix) : ScalarConverter<T>("a whole number")
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly Int128 Minimum = Int128.CreateChecked(T.MinValue);
    private static readonly Int128 Maximum = Int128.CreateChecked(T.MaxValue);

    public override void Write(RonWriter writer, T value, RonWriteContext context)
    {
        if (T.IsNegative(value))
        {
            writer.WriteInteger(long.CreateChecked(value));
        }
        else
        {
            writer.WriteInteger(ulong.CreateChecked(value));
        }
    }

    protected override bool Accepts(SyntaxNode node) => node.Kind is SyntaxKind.Integer or SyntaxKind.Byte;

    protected override bool TryReadLiteral(SyntaxNode node, RonReadContext context, out T value)
    {
        value = default;
        if (node.Kind == SyntaxKind.Byte)
        {
            value = T.CreateTruncating(Literals.ByteOf(node));
            return suffix == "u8" || RefuseSuffix(node, context);
        }

        IntegerLiteral.Decode(node.Source, out var negative, out var magnitude, out var found);
        if (!found.IsEmpty && !found.SequenceEqual(suffix))
        {
            return RefuseSuffix(node, context);
        }

        var number = negative ? -(Int128)magnitude : (Int128)magnitude;
        if (number < Minimum || number > Maximum)
        {
            context.Report(BindingDiagnostics.NumberOutOfRange(context.LocationOf(node), node.Source.ToString(), $"`{suffix}`"));
            return false;
        }

        value = T.CreateTruncating(number);
        return true;
    }

    private bool RefuseSuffix(SyntaxNode node, RonReadContext context)
    {
        context.Report(BindingDiagnostics.NumberSuffix(context.LocationOf(node), node.Source.ToString(), $"`{suffix}`"));
        return false;
    }
}

internal abstract class FloatConverter<T>(string suffix) : ScalarConverter<T>("a number")
{
    private static readonly SearchValues<char> DecimalCharacters = SearchValues.Create("+-0123456789_");

    protected override bool Accepts(SyntaxNode node) => node.Kind switch
    {
        SyntaxKind.Float => true,
        SyntaxKind.Integer => IsDecimal(node.Source),
        _ => false,
    };

    protected override bool TryReadLiteral(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        var source = node.Source;
        var marked = source.EndsWith("f32") || source.EndsWith("f64");
        if (marked && !source.EndsWith(suffix))
        {
            value = default;
            context.Report(BindingDiagnostics.NumberSuffix(context.LocationOf(node), source.ToString(), $"`{suffix}`"));
            return false;
        }

        value = Parse(marked ? source[..^3] : source);
        return true;
    }

    protected abstract T Parse(ReadOnlySpan<char> digits);

    private static bool IsDecimal(ReadOnlySpan<char> source) => source.IndexOfAnyExcept(DecimalCharacters) < 0;
}

internal sealed class SingleConverter() : FloatConverter<float>("f32")
{
    public override void Write(RonWriter writer, float value, RonWriteContext context) => writer.WriteFloat(value);

    protected override float Parse(ReadOnlySpan<char> digits) => NumberReader.ParseSingle(digits);
}

internal sealed class DoubleConverter() : FloatConverter<double>("f64")
{
    public override void Write(RonWriter writer, double value, RonWriteContext context) => writer.WriteFloat(value);

    protected override double Parse(ReadOnlySpan<char> digits) => NumberReader.ParseDouble(digits);
}
