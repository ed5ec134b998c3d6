using System.Text;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Tests.Model.Merging;

public sealed class BodyMergerTests
{
    private const string Base = """
        Dashboard(
            title: "CPU",
            refresh: 10,
            tags: ["a", "b"],
            panels: [
                Panel(name: "load", width: 6),
                Panel(name: "idle", width: 6),
            ],
        )

        """;

    private const string Local = """
        #![enable(implicit_some)]
        // Ours.
        Dashboard(
            title: "CPU", // what people see
            // seconds
            refresh: 20,
            datasource: "out://loki.ron[uid]",
            tags: [
                "a", // first
                "b",
            ],
            panels: [
                // busy
                Panel(name: "load", width: 6), // wide
                // not busy
                Panel(name: "idle", width: 6),
            ],
        )

        """;

    [Fact]
    public void Remote_changes_come_into_the_local_text_and_nothing_else_moves()
    {
        var remote = """
            Dashboard(title: "CPU load", refresh: 10, tags: ["a", "c", "b"], panels: [
                Panel(name: "load", width: 12),
                Panel(name: "user", width: 3),
                Panel(name: "idle", width: 6),
            ])
            """;

        var result = Merge(BodyFormat.Ron, Base, Local, remote);

        Assert.Equal(
            Local
                .Replace("title: \"CPU\"", "title: \"CPU load\"", StringComparison.Ordinal)
                .Replace("        \"b\",\n", "        \"c\",\n        \"b\",\n", StringComparison.Ordinal)
                .Replace("\"load\", width: 6", "\"load\", width: 12", StringComparison.Ordinal)
                .Replace("        // not busy\n", "        Panel(name: \"user\", width: 3),\n        // not busy\n", StringComparison.Ordinal),
            Text(result));
        Assert.Equal(
            """
            title: "CPU" -> "CPU load"
            tags[1]: - -> "c"
            panels[0].width: 6 -> 12
            panels[1]: - -> Panel(name: "user", width: 3)
            """,
            Describe(result.Taken));
        Assert.Equal("refresh: 10 -> 20\ndatasource: - -> \"out://loki.ron[uid]\"", Describe(result.Kept.OrderByDescending(change => change.Path, StringComparer.Ordinal)));
    }

    [Fact]
    public void Elements_that_move_take_their_comments_along()
    {
        var remote = Base.Replace("Panel(name: \"load\", width: 6),\n        Panel(name: \"idle\", width: 6)", "Panel(name: \"idle\", width: 7),\n        Panel(name: \"load\", width: 6)", StringComparison.Ordinal);

        var result = Merge(BodyFormat.Ron, Base, Local, remote);

        Assert.Equal(
            Local.Replace(
                """
                        // busy
                        Panel(name: "load", width: 6), // wide
                        // not busy
                        Panel(name: "idle", width: 6),

                """,
                """
                        // not busy
                        Panel(name: "idle", width: 7),
                        // busy
                        Panel(name: "load", width: 6), // wide

                """,
                StringComparison.Ordinal),
            Text(result));
        Assert.Contains("panels (order): \"load\", \"idle\" -> \"idle\", \"load\"", Describe(result.Taken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_conflict_names_the_three_values_and_leaves_the_local_one()
    {
        var result = Merge(BodyFormat.Ron, Base, Local, Base.Replace("refresh: 10", "refresh: 30", StringComparison.Ordinal));
        Assert.Equal([new MergeConflict("refresh", "10", "20", "30")], result.Conflicts);
        Assert.Equal(Local, Text(result));
    }

    [Fact]
    public void Marks_are_comments_in_ron()
    {
        var remote = Base.Replace("refresh: 10", "refresh: 30", StringComparison.Ordinal).Replace("    tags: [\"a\", \"b\"],\n", "", StringComparison.Ordinal);
        var local = Local.Replace("\"b\",", "\"d\",", StringComparison.Ordinal);

        Assert.Equal(
            local
                .Replace(
                    "    refresh: 20",
                    "    // <<<<<<< conflict at refresh; the local value follows\n    // ||||||| base: 10\n    // >>>>>>> remote: 30\n    refresh: 20",
                    StringComparison.Ordinal)
                .Replace(
                    "    tags: [",
                    "    // <<<<<<< conflict at tags; the local value follows\n    // ||||||| base: [\"a\", \"b\"]\n    // >>>>>>> remote: nothing\n    tags: [",
                    StringComparison.Ordinal),
            Text(Merge(BodyFormat.Ron, Base, local, remote, ConflictRule.Mark)));
    }

    [Fact]
    public void Marks_of_what_the_file_no_longer_has_stand_at_the_end()
        => Assert.Equal(
            """
            {
              "a": 1
              // <<<<<<< conflict at b; the local file has no value
              // ||||||| base: 2
              // >>>>>>> remote: 3
            }
            """,
            Text(Merge(BodyFormat.Json, """{"a": 1, "b": 2}""", "{\n  \"a\": 1\n}", """{"a": 1, "b": 3}""", ConflictRule.Mark)));

    [Fact]
    public void Marks_in_text_are_those_of_git()
        => Assert.Equal(
            "a\n<<<<<<< local\nmine\n||||||| base\nb\n=======\ntheirs\n>>>>>>> remote\nc\n",
            Text(Merge(BodyFormat.Text, "a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n", ConflictRule.Mark)));

    [Theory]
    [InlineData("""{"a": 1, "a": 2, "b": 3}""", """{"a": 1, "a": 2, "b": 3}""", """{"b": 4}""", """{"b": 4}""")]
    [InlineData("""{"a": 1, "a": 2}""", """{"a": 1, "a": 2}""", """{"a": 3}""", """{"a": 1, "a": 3}""")]
    [InlineData("""{"a": 123456789012345678901234567890, "b": 1.50, "c": 1}""", """{"a": 123456789012345678901234567890, "b": 1.50, "c": 1}""", """{"c": 2, "b": 1.5, "a": 123456789012345678901234567890}""", """{"a": 123456789012345678901234567890, "b": 1.50, "c": 2}""")]
    [InlineData("""{"a": 123456789012345678901234567890}""", """{"a": 123456789012345678901234567890}""", """{"a": 123456789012345678901234567891}""", """{"a": 123456789012345678901234567891}""")]
    [InlineData("""{"a": 18446744073709551616}""", """{"a": 18446744073709551616}""", """{"a": 0}""", """{"a": 0}""")]
    [InlineData("""{"a": [1]}""", """{"a": /* here */ [1]}""", """{"a": {"x": 1}}""", """{"a": /* here */ {"x": 1}}""")]
    [InlineData("""{"a": {"x": 1}}""", """{"a": {"x": 1}}""", """{"a": null}""", """{"a": null}""")]
    [InlineData("""{"a": 1}""", """{"a": 2}""", """{"a": 1.0}""", """{"a": 2}""")]
    [InlineData("""{"a": 1}""", """{"a": 2}""", """{"a": 2.0}""", """{"a": 2}""")]
    [InlineData("""{"a": []}""", """{"a": [{"id": 1}]}""", """{"a": [{"id": 2}]}""", """{"a": [{"id": 2}, {"id": 1}]}""")]
    [InlineData("""[{"id": 1}, {"id": 2}]""", """[{"id": 1}, {"id": 2}]""", """[{"id": 3}, {"id": 2}, {"id": 4}]""", """[{"id": 3}, {"id": 2}, {"id": 4}]""")]
    public void Json_keeps_what_is_not_changed(string old, string local, string remote, string merged)
    {
        var result = Merge(BodyFormat.Json, old, local, remote);
        Assert.Empty(result.Conflicts);
        Assert.Equal(merged, Text(result));
    }

    [Theory]
    [InlineData("(a: Some(1))", "(a: Some(2))", "(a: 1)", "(a: Some(2))")]
    [InlineData("(a: Some(x: 1, y: 1))", "(a: Some(x: 2, y: 1))", "(a: Some(x: 1, y: 2))", "(a: Some(x: 2, y: 2))")]
    [InlineData("(a: V((x: 1, y: 1)))", "(a: V((x: 2, y: 1)))", "(a: V((y: 2, x: 1)))", "(a: V((x: 2, y: 2)))")]
    [InlineData("{1: \"a\", (2): \"b\"}", "{1: \"a\", (2): \"c\"}", "{0x1: \"z\", (2): \"b\"}", "{1: \"z\", (2): \"c\"}")]
    [InlineData("(r#type: 1)", "(r#type: 1)", "(r#type: 2, r#my-key: 3)", "(r#type: 2, r#my-key: 3)")]
    [InlineData("(a: 1, b: 2)", "(a: 1, b: 2)", "()", "()")]
    [InlineData("(a: 1)", "(a: 1)", "A(a: 1)", "A(a: 1)")]
    [InlineData("(a: \"x\ny\")", "(a: \"x\ny\", b: 1)", "(a: \"x\n  z\")", "(a: \"x\n  z\", b: 1)")]
    public void Ron_is_merged_by_its_shapes(string old, string local, string remote, string merged)
    {
        var result = Merge(BodyFormat.Ron, old, local, remote);
        Assert.Empty(result.Conflicts);
        Assert.Equal(merged, Text(result));
    }

    [Fact]
    public void New_lines_end_as_the_lines_of_the_file_do()
        => Assert.Equal(
            "(\r\n    a: 1,\r\n    b: (\r\n        c: 2,\r\n    ),\r\n)\r\n",
            Text(Merge(BodyFormat.Ron, "(a: 1)", "(\r\n    a: 1,\r\n)\r\n", "(\n  a: 1,\n  b: (\n      c: 2,\n  ),\n)\n")));

    [Fact]
    public void A_reference_stays_while_its_value_does()
    {
        var local = "(a: \"out://x.ron[id]\", b: \"out://x.ron[id]\", n: 1)";
        var result = Merge(BodyFormat.Ron, "(a: \"id of x.ron\", b: \"id of x.ron\", n: 1)", local, "(a: \"id of x.ron\", b: \"other\", n: 2)");
        Assert.Equal("(a: \"out://x.ron[id]\", b: \"other\", n: 2)", Text(result));
        Assert.Equal([new ReplacedReference("b", new OutputReference("x.ron", "id"))], result.ReplacedReferences);
    }

    [Fact]
    public void A_field_that_the_remote_never_tells_stays_when_it_is_known_for_that()
    {
        var input = InputOf(BodyFormat.Json, """{"a": 1, "own": 2}""", """{"a": 1, "own": 2}""", """{"a": 3}""", ConflictRule.Report);
        Assert.Equal("""{"a": 3}""", Text(BodyMerger.Merge(input)));
        Assert.Equal("""{"a": 3, "own": 2}""", Text(BodyMerger.Merge(input with { KeepMissing = true })));
    }

    [Fact]
    public void A_template_is_merged_by_lines()
        => Assert.Equal(
            "(\n  port: out://x.ron[port],\n  size: 3,\n  // mine\n  name: \"x\",\n)\n",
            Text(Merge(
                BodyFormat.Ron,
                "(\n  port: out://x.ron[port],\n  size: 2,\n  level: 1,\n  name: \"x\",\n)\n",
                "(\n  port: out://x.ron[port],\n  size: 2,\n  level: 1,\n  // mine\n  name: \"x\",\n)\n",
                "(\n  port: port of x.ron,\n  size: 3,\n  level: 1,\n  name: \"x\",\n)\n")).Replace("  level: 1,\n", "", StringComparison.Ordinal));

    [Fact]
    public void A_reference_with_a_value_of_several_lines_stays_as_one_line()
    {
        var input = new MergeInput(
            BodyFormat.Text,
            Encoding.UTF8.GetBytes("a\nout://cert.txt[pem]\nb\nc\n"),
            Encoding.UTF8.GetBytes("a\nout://cert.txt[pem]\nb\nc\n"),
            Encoding.UTF8.GetBytes("a\nBEGIN\nEND\nb\nd\n"),
            _ => "BEGIN\nEND");
        Assert.Equal("a\nout://cert.txt[pem]\nb\nd\n", Text(BodyMerger.Merge(input)));

        var changed = BodyMerger.Merge(input with { Remote = Encoding.UTF8.GetBytes("a\nBEGIN\nOTHER\nb\nc\n") });
        Assert.Equal("a\nBEGIN\nOTHER\nb\nc\n", Text(changed));
        Assert.Equal("out://cert.txt[pem]", Assert.Single(changed.ReplacedReferences).Reference.ToString());
    }

    [Theory]
    [InlineData(BodyFormat.Json, "{\"a\": ", "{\"a\": ", "{\"a\": 1}", true)]
    [InlineData(BodyFormat.Json, "{\"a\": 1}", "{\"a\": ", "{\"a\": 2}", false)]
    [InlineData(BodyFormat.Text, "\xff", "\xff", "b", true)]
    [InlineData(BodyFormat.Text, "\xff", "a", "b", false)]
    public void What_cannot_be_read_is_one_value(BodyFormat format, string old, string local, string remote, bool taken)
    {
        var input = new MergeInput(format, Encoding.Latin1.GetBytes(old), Encoding.Latin1.GetBytes(local), Encoding.Latin1.GetBytes(remote), _ => null);
        var result = BodyMerger.Merge(input);
        Assert.Equal(taken ? remote : local, Encoding.Latin1.GetString(result.Body.Span));
        Assert.Equal(taken ? 0 : 1, result.Conflicts.Count);
    }

    private static MergeResult Merge(BodyFormat format, string old, string local, string remote, ConflictRule rule = ConflictRule.Report)
        => BodyMerger.Merge(InputOf(format, old, local, remote, rule));

    private static MergeInput InputOf(BodyFormat format, string old, string local, string remote, ConflictRule rule) => new(
        format,
        Encoding.UTF8.GetBytes(old),
        Encoding.UTF8.GetBytes(local),
        Encoding.UTF8.GetBytes(remote),
        reference => $"{reference.Key} of {reference.Address}")
    {
        Rule = rule,
    };

    private static string Text(MergeResult result) => Encoding.UTF8.GetString(result.Body.Span);

    private static string Describe(IEnumerable<FieldChange> changes)
        => string.Join('\n', changes.Select(change => $"{change.Path}: {change.Old ?? "-"} -> {change.New ?? "-"}"));
}
