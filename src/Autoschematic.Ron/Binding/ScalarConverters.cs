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

    internal override bool TryReadPlain(ref PlainReader reader, out bool value)
    {
        value = reader.Peek() == 't' && reader.TryPassWord("true");
        return value || reader.TryPassWord("false");
    }

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

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out string value) => reader.TryReadText(out value);

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
    private static readonly ulong MinimumMagnitude = (ulong)-Minimum;
    private static readonly ulong MaximumMagnitude = (ulong)Maximum;

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

    internal override bool TryReadPlain(ref PlainReader reader, out T value)
    {
        if (reader.TryReadDigits(out var negative, out var magnitude))
        {
            value = T.CreateTruncating(negative ? -(long)magnitude : (long)magnitude);
            return magnitude <= (negative ? MinimumMagnitude : MaximumMagnitude);
        }

        value = default;
        var literal = reader.ReadNumber(out var isFloat);
        return !isFloat && !literal.IsEmpty && TryConvert(literal, out value, out _);
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

        if (TryConvert(node.Source, out value, out var isOther))
        {
            return true;
        }

        if (isOther)
        {
            return RefuseSuffix(node, context);
        }

        context.Report(BindingDiagnostics.NumberOutOfRange(context.LocationOf(node), node.Source.ToString(), $"`{suffix}`"));
        return false;
    }

    /// <summary>The number of a well-formed literal; false when it is too large, or of another type by its suffix.</summary>
    private bool TryConvert(ReadOnlySpan<char> literal, out T value, out bool isOther)
    {
        IntegerLiteral.Decode(literal, out var negative, out var magnitude, out var found);
        isOther = !found.IsEmpty && !found.SequenceEqual(suffix);
        var number = negative ? -(Int128)magnitude : (Int128)magnitude;
        value = T.CreateTruncating(number);
        return !isOther && number >= Minimum && number <= Maximum;
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

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        var literal = reader.ReadNumber(out var isFloat);
        return (isFloat || (!literal.IsEmpty && IsDecimal(literal))) && TryConvert(literal, out value);
    }

    protected override bool Accepts(SyntaxNode node) => node.Kind switch
    {
        SyntaxKind.Float => true,
        SyntaxKind.Integer => IsDecimal(node.Source),
        _ => false,
    };

    protected override bool TryReadLiteral(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        if (TryConvert(node.Source, out value))
        {
            return true;
        }

        context.Report(BindingDiagnostics.NumberSuffix(context.LocationOf(node), node.Source.ToString(), $"`{suffix}`"));
        return false;
    }

    protected abstract T Parse(ReadOnlySpan<char> digits);

    private bool TryConvert(ReadOnlySpan<char> source, [MaybeNullWhen(false)] out T value)
    {
        var marked = source.EndsWith("f32") || source.EndsWith("f64");
        var fits = !marked || source.EndsWith(suffix);
        value = fits ? Parse(marked ? source[..^3] : source) : default;
        return fits;
    }

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
