using System.Globalization;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;
using CsCheck;

namespace Autoschematic.Ron.Tests.Values;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", RonNumberKind.U8, 0d)]
    [InlineData("-0", RonNumberKind.I8, 0d)]
    [InlineData("18446744073709551615", RonNumberKind.U64, 18446744073709551615d)]
    [InlineData("18446744073709551616", RonNumberKind.F32, 18446744073709551616d)]
    [InlineData("18446744073709551617", RonNumberKind.F32, 18446744073709551616d)]
    [InlineData("-9223372036854775808", RonNumberKind.I64, -9223372036854775808d)]
    [InlineData("-9223372036854775809", RonNumberKind.F32, -9223372036854775808d)]
    [InlineData("123456789012345678901234567890", RonNumberKind.F64, 123456789012345678901234567890d)]
    public void A_whole_number_beyond_64_bits_is_read_as_a_floating_point_number(string source, RonNumberKind kind, double value)
    {
        var number = Read(source);
        Assert.Equal((kind, value), (number.Kind, number.ToDouble()));
    }

    [Fact]
    public void A_number_has_its_size_whatever_its_length()
        => Gen.String[Gen.Char['0', '9'], 1, 45].Select(Gen.Bool, (digits, negative) => (negative ? "-" : "") + "1" + digits)
            .Sample(source => Read(source).ToDouble().Equals(double.Parse(source, CultureInfo.InvariantCulture)));

    private static RonNumber Read(string source)
    {
        var bag = new DiagnosticBag();
        var value = SyntaxTree.Parse(source, RonParseOptions.Json).ToValue(bag);
        Assert.Empty(bag);
        return Assert.IsType<RonValue.Number>(value).Value;
    }
}
