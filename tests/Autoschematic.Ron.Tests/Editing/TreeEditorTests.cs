using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Editing;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Tests.Editing;

public sealed class TreeEditorTests
{
    private const string Document = """
        Config(
            // the first
            a: 1, // one
            list: [1, 2, 3],

            // the map
            map: {
                "x": 1,
            },
        )
        """;

    [Fact]
    public void A_value_is_replaced_and_nothing_else()
        => Assert.Equal(Document.Replace("a: 1,", "a: [7],", StringComparison.Ordinal), Edit(TreeEditor.Set, "a", "[7]"));

    [Fact]
    public void A_missing_key_is_added_at_the_end_of_its_map()
        => Assert.Equal(
            Document.Replace("\"x\": 1,\n", "\"x\": 1,\n        \"y\": A(\n            b: 1,\n        ),\n", StringComparison.Ordinal),
            Edit(TreeEditor.Set, "map[\"y\"]", "A(\n    b: 1,\n)"));

    [Fact]
    public void An_element_is_inserted_before_its_position()
        => Assert.Equal(Document.Replace("[1, 2, 3]", "[1, 9, 2, 3]", StringComparison.Ordinal), Edit(TreeEditor.Insert, "list[1]", "9"));

    [Fact]
    public void A_field_goes_with_its_comma_and_its_own_comments()
        => Assert.Equal(Document.Replace("    // the first\n    a: 1, // one\n", "", StringComparison.Ordinal), Edit(Remove, "a", ""));

    [Fact]
    public void The_last_json_member_takes_the_comma_before_it_along()
    {
        var tree = SyntaxTree.Parse("{\n  \"a\": 1,\n  \"b\": 2\n}\n", RonParseOptions.Json);
        Assert.Equal("{\n  \"a\": 1\n}\n", TreeEditor.Remove(tree, RonPath.TryParse("b")!, new DiagnosticBag())?.Text.Text);
    }

    [Theory]
    [InlineData("a", "1 2", "RON085")]
    [InlineData("list[9]", "1", "RON083")]
    [InlineData("a.b", "1", "RON083")]
    public void What_cannot_be_done_is_said(string path, string source, string code)
    {
        var bag = new DiagnosticBag();
        Assert.Null(TreeEditor.Set(SyntaxTree.Parse(Document), RonPath.TryParse(path)!, source, bag));
        Assert.Equal([code], bag.Select(found => found.Code));
    }

    [Theory]
    [InlineData("[/* one */ 1]", "[0, /* one */ 1]")]
    [InlineData("[ 1, 2 ]", "[ 0, 1, 2 ]")]
    [InlineData("Name (/* one */ 1)", "Name (0, /* one */ 1)")]
    public void What_comes_first_does_not_part_the_next_from_its_comment(string source, string expected)
        => Assert.Equal(expected, TreeEditor.Insert(SyntaxTree.Parse(source), RonPath.TryParse("[0]")!, "0", [])?.Text.Text);

    [Fact]
    public void Several_values_are_replaced_and_commented_at_once()
    {
        var tree = SyntaxTree.Parse(Document);
        SyntaxNode At(string path) => RonPath.TryParse(path)!.FindIn(tree)!.Value;

        var edited = TreeEditor.Apply(
            tree,
            [
                new NodeEdit.CommentAtEnd(At("map"), ["and", "more"]),
                new NodeEdit.Replacement(At("list[1]"), "20"),
                new NodeEdit.CommentAbove(At("a"), ["see"]),
                new NodeEdit.Replacement(At("map[\"x\"]"), "[\n  A(\n    b: 1,\n  ),\n  ]"),
            ],
            []);

        Assert.Equal(
            """
            Config(
                // the first
                // see
                a: 1, // one
                list: [1, 20, 3],

                // the map
                map: {
                    "x": [
                    A(
                      b: 1,
                    ),
                    ],
                    // and
                    // more
                },
            )
            """,
            edited?.Text.Text);
    }

    [Theory]
    [InlineData("[1, 2, 3]", "[3, 1, 2]")]
    [InlineData("[1, 2, 3,]", "[3, 1, 2,]")]
    [InlineData("[\n  1, // one\n  // two\n  2,\n  3 // three\n]", "[\n  3, // three\n  1, // one\n  // two\n  2\n]")]
    [InlineData("[ 1, /* two */ 2, 3 ]", "[ 3, 1, /* two */ 2 ]")]
    [InlineData("[1, 2, // two\n 3]", "[3, 1,\n 2 // two\n]")]
    public void Elements_change_places_with_their_comments(string source, string expected)
    {
        var edited = TreeEditor.Reorder(SyntaxTree.Parse(source), RonPath.Root, [2, 0, 1], []);
        Assert.Equal(expected, edited?.Text.Text);
    }

    [Theory]
    [InlineData("a", "[1]")]
    [InlineData("list", "[0, 1]")]
    [InlineData("nothing", "[]")]
    public void Only_a_whole_list_is_put_into_another_order(string path, string order)
    {
        var bag = new DiagnosticBag();
        int[] positions = [.. order.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Null(TreeEditor.Reorder(SyntaxTree.Parse(Document), RonPath.TryParse(path)!, positions, bag));
        Assert.Equal("RON081", Assert.Single(bag).Code);
    }

    private static SyntaxTree? Remove(SyntaxTree tree, RonPath path, string source, DiagnosticBag bag) => TreeEditor.Remove(tree, path, bag);

    private static string? Edit(Func<SyntaxTree, RonPath, string, DiagnosticBag, SyntaxTree?> edit, string path, string source)
    {
        var bag = new DiagnosticBag();
        var edited = edit(SyntaxTree.Parse(Document), RonPath.TryParse(path)!, source, bag);
        Assert.Empty(bag);
        return edited?.Text.Text;
    }
}
