using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Tests.Syntax;

public sealed class ScaleTests
{
    [Theory]
    [InlineData("[", "]")]
    [InlineData("(", ")")]
    [InlineData("A(", ")")]
    [InlineData("{1:", "}")]
    [InlineData("Some ", "")]
    [InlineData("(a:", ")")]
    public void Nesting_of_128_levels_is_read_and_one_more_is_an_error(string open, string close)
    {
        Assert.Empty(SyntaxTree.Parse(Nested(128)).Diagnostics);
        Assert.Equal("RON009", SyntaxTree.Parse(Nested(129)).Diagnostics[0].Code);

        string Nested(int levels) => string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("{1:")]
    [InlineData("Some ")]
    [InlineData("/*")]
    [InlineData(")")]
    [InlineData("a")]
    [InlineData("r#\"\n")]
    public void A_million_repetitions_end_in_errors_and_a_lossless_tree(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 1_000_000)) + "@";
        var tree = SyntaxTree.Parse(text);
        Assert.NotEmpty(tree.Diagnostics);
        Assert.True(tree.Diagnostics.Count <= 1001, $"{tree.Diagnostics.Count} errors");
        Assert.Equal(text.Length, tree.Root.Span.End);
    }

    [Theory]
    [InlineData("(a: 1, b: \"x\\n\", c: [1.5, None]),\n")]
    [InlineData("\"\\\"\\\\\",")]
    [InlineData("1 2,\n")]
    [InlineData("/* c */ a // d\n,")]
    public void Work_grows_with_the_length_of_the_text(string part)
    {
        var small = AllocatedFor(part, 2_000);
        var large = AllocatedFor(part, 20_000);
        Assert.True(large < small * 14, $"{small} bytes for one, {large} bytes for ten times the text");
    }

    private static long AllocatedFor(string part, int count)
    {
        var text = new SourceText($"[{string.Concat(Enumerable.Repeat(part, count))}]");
        SyntaxTree.Parse(text).ToValue(new DiagnosticBag());
        var before = GC.GetAllocatedBytesForCurrentThread();
        SyntaxTree.Parse(text).ToValue(new DiagnosticBag());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
