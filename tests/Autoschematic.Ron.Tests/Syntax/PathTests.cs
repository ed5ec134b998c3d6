using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Tests.Syntax;

public sealed class PathTests
{
    private const string Config = """
        Config(prefixes: {"main": Prefix(connectors: [Connector(spec: Some(Binary(path: "x")))])}, é: (1, 2))
        """;

    [Fact]
    public void Nodes_come_in_document_order_with_parents_before_their_children()
        => Assert.Equal(
            "Document[0..15) Struct[0..15) Name[0..1) Field[2..8) Name[2..3) List[5..8) Integer[6..7) Field[10..14) Name[10..11) Unit[12..14)",
            string.Join(' ', SyntaxTree.Parse("A(b: [1], c:())").Nodes()));

    [Theory]
    [InlineData("\"x\"", "prefixes[\"main\"].connectors[0].spec.path")]
    [InlineData("connectors:", "prefixes[\"main\"].connectors")]
    [InlineData("\"main\"", "prefixes[\"main\"]")]
    [InlineData("2)", "é[1]")]
    [InlineData("Config", "")]
    public void The_path_of_an_offset_leads_back_to_its_value(string at, string path)
    {
        var tree = SyntaxTree.Parse(Config);
        var found = tree.PathAt(Config.IndexOf(at, StringComparison.Ordinal));
        Assert.Equal(path, found.ToString());
        Assert.Equal(found, RonPath.TryParse(path));
        Assert.NotNull(tree.Find(found));
    }

    [Fact]
    public void The_enclosing_struct_is_the_innermost_even_when_it_is_half_typed()
    {
        const string Text = "Prefix(connectors: [Connector(shortname: \"x\", ";
        Assert.Equal("Connector", SyntaxTree.Parse(Text).EnclosingStructAt(Text.Length)?.NameText);
        Assert.Equal("Prefix", SyntaxTree.Parse(Text).EnclosingStructAt(8)?.NameText);
        Assert.Null(SyntaxTree.Parse(Text).EnclosingStructAt(3));
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("[")]
    [InlineData("a[\"x]")]
    [InlineData(".a")]
    [InlineData("a b")]
    public void What_is_no_path_is_refused(string text) => Assert.Null(RonPath.TryParse(text));
}
