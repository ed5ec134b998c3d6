using System.Text.Json;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using CsCheck;

namespace Autoschematic.LanguageServer.Tests.Documents;

public sealed class EditTests
{
    private const string Uri = "file:///home/mona/a.ron";
    private static readonly string[] Texts = ["", "x", "\n", "é", "ab\ncd"];

    [Theory]
    [InlineData("ab\ncd", 0, 1, 1, 1, "X", "aXd")]
    [InlineData("a\r\nb", 0, 9, 1, 0, "", "ab")]
    [InlineData("a\r\nb", 0, 1, 0, 1, "!", "a!\r\nb")]
    [InlineData("😀x", 0, 2, 0, 3, "y", "😀y")]
    [InlineData("😀x", 0, 1, 0, 3, "y", "y")]
    [InlineData("ab", 7, 0, 9, 9, "c", "abc")]
    [InlineData("ab", 0, 2, 0, 0, "c", "c")]
    [InlineData("", 0, 0, 0, 0, "new\n", "new\n")]
    public void An_edit_replaces_its_range_or_what_is_nearest_to_it(
        string text, int startLine, int start, int endLine, int end, string replacement, string expected)
    {
        var store = new DocumentStore();
        store.Open(new(Uri, "ron", 1, text));

        store.Change(new(new(Uri, 2), [new(replacement, new(new(startLine, start), new(endLine, end)))]));

        Assert.Equal(expected, store.Current.Find(Uri)!.Text.Text);
        Assert.Equal(2, store.Current.Find(Uri)!.Version);
    }

    [Theory]
    [InlineData("4294967295", int.MaxValue)]
    [InlineData("1e400", int.MaxValue)]
    [InlineData("-3", 0)]
    [InlineData("7", 7)]
    public void Positions_beyond_any_text_are_its_ends(string json, int expected)
        => Assert.Equal(
            new Position(0, expected),
            JsonSerializer.Deserialize($$$"""{"textDocument":{"uri":"a"},"position":{"line":0,"character":{{{json}}}}}""", LspJson.Default.DocumentPositionParams)!.Position);

    [Fact]
    public void Edits_out_of_range_and_wrong_versions_are_complained_of()
    {
        var store = new DocumentStore();
        var complaints = new List<string>();
        store.Complained += complaints.Add;
        store.Open(new(Uri, "ron", 5, "ab"));

        store.Change(new(new(Uri, 3), [new("c", new(new(4, 0), new(4, 0)))]));
        store.Change(new(new("file:///home/mona/none.ron", 1), [new("c")]));
        store.Open(new(Uri, "ron", 1, "z"));

        Assert.Equal(
            [
                "`file:///home/mona/a.ron` went from version 5 to 3; its edits were taken in the order they came",
                "An edit of `file:///home/mona/a.ron` reached from 4:0 to 4:0, which is not in the text; it was put where it is nearest",
                "`file:///home/mona/none.ron` was changed without being open",
                "`file:///home/mona/a.ron` was opened twice; the later text counts",
            ],
            complaints);
    }

    [Fact]
    public void Any_series_of_edits_gives_the_text_that_a_plain_string_has()
    {
        var step = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 4].Select(index => Texts[index]));
        step.List[1, 30].Sample(steps =>
        {
            var expected = "one\ntwo\n\nthree";
            var store = new DocumentStore();
            store.Open(new(Uri, "ron", 1, expected));
            foreach (var (from, length, text) in steps)
            {
                var start = Math.Min(from, expected.Length);
                var end = Math.Min(start + length, expected.Length);
                var source = store.Current.Find(Uri)!.Text;
                store.Change(new(new(Uri), [new(text, new(source.PositionOf(start), source.PositionOf(end)))]));
                expected = expected[..start] + text + expected[end..];
            }

            return store.Current.Find(Uri)!.Text.Text == expected;
        });
    }
}
