using System.Text;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;
using CsCheck;

namespace Autoschematic.Ron.Tests.Values;

public sealed class ValueWritingTests
{
    [Fact]
    public void Apostrophes_in_strings_stay_as_they_are()
    {
        Assert.Equal("""
            "it's \"so\" \\"
            """, new RonValue.Text("it's \"so\" \\").ToSource());
        Assert.Equal("b\"it's \\\"so\\\"\"", new RonValue.Bytes(new("it's \"so\""u8.ToArray())).ToSource());
        Assert.Equal("'\\''", new RonValue.Character(new Rune('\'')).ToSource());
    }

    [Fact]
    public void Every_text_reads_as_it_was_written()
        => Gen.String.Sample(text => SyntaxTree.Parse(new RonValue.Text(text).ToSource()).ToValue([]) == new RonValue.Text(text)
            || text.Any(char.IsSurrogate));
}
