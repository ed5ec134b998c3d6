using System.Text;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Diffs;

public sealed class BodyDiffTests
{
    [Fact]
    public void Json_fields_are_named_by_path()
        => Assert.Equal(
            """
            old: 1 -> -
            title: "Main" -> "Home"
            panels[1]: {"id": 2} -> -
            panels[0].title: "CPU" -> "Load"
            panels[1]: - -> {"id": 3}
            ["two words"]: true -> false
            tags[1]: - -> "new"
            """,
            Diff(
                BodyFormat.Json,
                """{"old": 1, "title": "Main", "panels": [{"id": 1, "title": "CPU"}, {"id": 2}], "two words": true, "tags": ["a", "b"], "same": {"x": 1, "y": 2}}""",
                """{"title": "Home", "panels": [{"title": "Load", "id": 1}, {"id": 3}], "two words": false, "tags": ["a", "new", "b"], "same": {"y": 2, "x": 1}}"""),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void Ron_fields_are_named_by_path()
        => Assert.Equal(
            """
            size: Some(1) -> 2
            kind: Small -> Large(3)
            tags["b"]: "2" -> "3"
            pair[1]: 2 -> 3
            rules[0].port: None -> Some(80)
            """,
            Diff(
                BodyFormat.Ron,
                """Vm(size: Some(1), kind: Small, tags: {"a": "1", "b": "2"}, pair: (1, 2), rules: [Rule(name: "web", port: None)])""",
                """Vm(size: 2, kind: Large(3), tags: {"b": "3", "a": "1"}, pair: (1, 3), rules: [Rule(name: "web", port: Some(80))]) // comment"""),
            ignoreLineEndingDifferences: true);

    [Theory]
    [InlineData("Role()", "Role(login: true, limit: 3)", "login: - -> true|limit: - -> 3")]
    [InlineData("Role(login: true)", "Role()", "login: true -> -")]
    [InlineData("Vm(of: Role())", "Vm(of: Some(Role(login: true)))", "of.login: - -> true")]
    [InlineData("Role()", "Role(1)", "[0]: - -> 1")]
    [InlineData("Role()", "User(login: true)", ": Role() -> User(login: true)")]
    public void Fields_of_a_struct_without_any_are_named(string before, string after, string changes)
        => Assert.Equal(changes.Replace("|", "\n", StringComparison.Ordinal), Diff(BodyFormat.Ron, before, after), ignoreLineEndingDifferences: true);

    [Fact]
    public void Another_order_of_named_elements_is_a_change()
        => Assert.Equal(
            """[""] (order): "a", "b" -> "b", "a" """.Replace("[\"\"]", "", StringComparison.Ordinal).TrimEnd(),
            Diff(BodyFormat.Json, """[{"name": "a"}, {"name": "b"}]""", """[{"name": "b"}, {"name": "a"}]"""));

    [Fact]
    public void New_and_gone_bodies_are_listed_by_field()
    {
        Assert.Equal("a: - -> 1\nb: - -> {\n  \"c\": 2\n}", Diff(BodyFormat.Json, null, "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": 2\n  }\n}"));
        Assert.Equal("a: 1 -> -", Diff(BodyFormat.Ron, "X(a: 1)", null));
        Assert.Equal(": - -> 5", Diff(BodyFormat.Json, null, "5"));
    }

    [Theory]
    [InlineData("Role()", "Role(x: 3)", "x: - -> 3")]
    [InlineData("Role(x: 3)", "Role()", "x: 3 -> -")]
    [InlineData("()", "(x: 3)", "x: - -> 3")]
    [InlineData("(a: Role(), b: 1)", "(a: Role(x: 3, y: 4), b: 1)", "a.x: - -> 3\na.y: - -> 4")]
    [InlineData("Role()", "Owner(x: 3)", ": Role() -> Owner(x: 3)")]
    [InlineData("Role(1)", "Role(x: 3)", ": Role(1) -> Role(x: 3)")]
    [InlineData("Role", "Role(x: 3)", ": Role -> Role(x: 3)")]
    [InlineData("()", "{\"x\": 3}", ": () -> {\"x\": 3}")]
    public void A_struct_without_fields_gains_and_loses_them(string old, string now, string expected)
        => Assert.Equal(expected, Diff(BodyFormat.Ron, old, now));

    [Fact]
    public void Layout_and_comments_are_no_change()
        => Assert.Equal("", Diff(BodyFormat.Ron, "(a: 1, b: 2)", "(\n    b: 2, // two\n    a: 1,\n)"));

    [Fact]
    public void Other_text_is_compared_by_line()
        => Assert.Equal(
            """
            @ 2 2
              b
              c
              d
            - e
            + E
              f
              g
              h
            @ 10 10
              j
              k
              l
            - m
            ! no line break at the end
            + m
            + n
            ! no line break at the end
            """,
            Diff(BodyFormat.Text, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm", "a\nb\nc\nd\nE\nf\ng\nh\ni\nj\nk\nl\nm\nn"),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void Bodies_that_do_not_parse_are_compared_by_line()
        => Assert.Equal("@ 1 1\n- {\"a\": 1\n! no line break at the end\n+ {\"a\": 2}\n! no line break at the end", Diff(BodyFormat.Json, "{\"a\": 1", "{\"a\": 2}"));

    [Fact]
    public void Bytes_are_told_by_size()
        => Assert.Equal(new BodyDiff.Binary(2, 1), BodyDiff.Compare(BodyFormat.Text, new byte[] { 0xff, 1 }, "a"u8.ToArray()));

    [Fact]
    public void Huge_texts_without_a_common_line_are_compared_at_once()
    {
        var left = string.Concat(Enumerable.Range(0, 200_000).Select(number => $"a{number}\n"));
        var right = string.Concat(Enumerable.Range(0, 200_000).Select(number => $"b{number}\n"));

        var lines = Assert.IsType<BodyDiff.Lines>(BodyDiff.Compare(BodyFormat.Text, Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)));

        Assert.Equal(400_000, Assert.Single(lines.Hunks).Lines.Count);
    }

    [Fact]
    public void Lists_differ_exactly_when_there_is_a_change()
    {
        var list = Gen.Int[0, 3].List[0, 6].Select(items => $"[{string.Join(", ", items)}]");
        Gen.Select(list, list).Sample((left, right) => (left == right) == (Diff(BodyFormat.Json, left, right).Length == 0));
    }

    private static string Diff(BodyFormat format, string? left, string? right)
        => BodyDiff.Compare(format, Bytes(left), Bytes(right)) switch
        {
            BodyDiff.Fields fields => string.Join('\n', fields.Changes.Select(change => $"{change.Path}: {change.Old ?? "-"} -> {change.New ?? "-"}")),
            BodyDiff.Lines lines => string.Join('\n', lines.Hunks.SelectMany(hunk => hunk.Lines.Select(line => $"{" -+!"[(int)line.Kind]} {line.Text}").Prepend($"@ {hunk.OldStart} {hunk.NewStart}"))),
            var other => other.ToString(),
        };

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(text);
}
