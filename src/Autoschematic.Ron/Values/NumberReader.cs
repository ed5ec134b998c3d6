using System.Globalization;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Values;

/// <summary>Gives number literals the type their suffix says, or the smallest that holds them.</summary>
internal static class NumberReader
{
    public static RonNumber Read(SyntaxNode node)
        => node.Kind == SyntaxKind.Float ? ReadFloat(node.Source) : ReadInteger(node.Source);

    public static RonNumber ReadInteger(ReadOnlySpan<char> literal)
    {
        IntegerLiteral.Decode(literal, out var negative, out var magnitude, out var suffix);
        var bits = negative ? unchecked(0UL - (ulong)magnitude) : (ulong)magnitude;
        return new RonNumber(suffix.IsEmpty ? Smallest(negative, (ulong)magnitude) : KindOf(suffix), bits);
    }

    public static RonNumber ReadFloat(ReadOnlySpan<char> literal)
    {
        var suffix = literal.EndsWith("f32") ? RonNumberKind.F32 : literal.EndsWith("f64") ? RonNumberKind.F64 : (RonNumberKind?)null;
        var digits = suffix is null ? literal : literal[..^3];
        if (suffix == RonNumberKind.F32)
        {
            return FromSingle(ParseSingle(digits));
        }

        var value = ParseDouble(digits);
        var narrow = (float)value;
        return suffix is null && (double.IsNaN(value) || BitConverter.DoubleToInt64Bits(narrow) == BitConverter.DoubleToInt64Bits(value))
            ? FromSingle(double.IsNaN(value) ? ParseSingle(digits) : narrow)
            : new RonNumber(RonNumberKind.F64, BitConverter.DoubleToUInt64Bits(value));
    }

    /// <summary>Reads digits, <c>inf</c> or <c>NaN</c>, without suffix.</summary>
    public static double ParseDouble(ReadOnlySpan<char> digits) => Special(digits) switch
    {
        { } special => BitConverter.UInt64BitsToDouble(special.Bits64),
        null => double.Parse(WithoutUnderscores(digits), NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>Reads digits, <c>inf</c> or <c>NaN</c>, without suffix.</summary>
    public static float ParseSingle(ReadOnlySpan<char> digits) => Special(digits) switch
    {
        { } special => BitConverter.UInt32BitsToSingle(special.Bits32),
        null => float.Parse(WithoutUnderscores(digits), NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static (uint Bits32, ulong Bits64)? Special(ReadOnlySpan<char> digits)
    {
        var negative = digits[0] == '-';
        var word = digits[0] is '+' or '-' ? digits[1..] : digits;
        return word switch
        {
            "inf" => negative ? (0xFF80_0000, 0xFFF0_0000_0000_0000) : (0x7F80_0000, 0x7FF0_0000_0000_0000),
            "NaN" => negative ? (0xFFC0_0000, 0xFFF8_0000_0000_0000) : (0x7FC0_0000, 0x7FF8_0000_0000_0000),
            _ => null,
        };
    }

    private static ReadOnlySpan<char> WithoutUnderscores(ReadOnlySpan<char> digits)
        => digits.Contains('_') ? digits.ToString().Replace("_", "", StringComparison.Ordinal) : digits;

    private static RonNumber FromSingle(float value) => new(RonNumberKind.F32, BitConverter.SingleToUInt32Bits(value));

    private static RonNumberKind Smallest(bool negative, ulong magnitude) => negative
        ? magnitude switch
        {
            <= 1UL << 7 => RonNumberKind.I8,
            <= 1UL << 15 => RonNumberKind.I16,
            <= 1UL << 31 => RonNumberKind.I32,
            _ => RonNumberKind.I64,
        }
        : magnitude switch
        {
            <= byte.MaxValue => RonNumberKind.U8,
            <= ushort.MaxValue => RonNumberKind.U16,
            <= uint.MaxValue => RonNumberKind.U32,
            _ => RonNumberKind.U64,
        };

    private static RonNumberKind KindOf(ReadOnlySpan<char> suffix) => suffix switch
    {
        "u8" => RonNumberKind.U8,
        "u16" => RonNumberKind.U16,
        "u32" => RonNumberKind.U32,
        "u64" => RonNumberKind.U64,
        "i8" => RonNumberKind.I8,
        "i16" => RonNumberKind.I16,
        "i32" => RonNumberKind.I32,
        _ => RonNumberKind.I64,
    };
}
