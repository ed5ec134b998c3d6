using System.Text;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Merging;

public sealed class LeftoverMarksTests
{
    [Theory]
    [InlineData("a\n<<<<<<< local\nb\n||||||| base\nc\n=======\nd\n>>>>>>> remote\n", "2:1 conflict")]
    [InlineData("<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>> main\r\nx\r\n<<<<<<< HEAD\r\n", "1:1 conflict, 7:1 conflict")]
    [InlineData("a\n=======\nb\n>>>>>>> remote\n", "2:1 =======, 4:1 >>>>>>>")]
    [InlineData("a\n||||||| base\nb", "2:1 |||||||")]
    [InlineData("    # <<<<<<< local\nx\n# >>>>>>> remote", "1:7 conflict")]
    [InlineData("Heading\n=======\n\n========\n", "")]
    [InlineData("<<<<<<<<\n>>>>>>>>\nx <<<<<<< local\n>>>>>>>x\n<<<<<<local", "")]
    public void Text_has_marks_at_the_start_of_lines(string text, string expected)
        => Assert.Equal(expected, Describe(BodyFormat.Text, text));

    [Theory]
    [InlineData("A(\n    // <<<<<<< conflict at a; the local value follows\n    // ||||||| base: 1\n    // >>>>>>> remote: 3\n    a: 2,\n)", "2:8 conflict")]
    [InlineData("A(\n    // >>>>>>> remote: 3\n    a: 2,\n)", "2:8 >>>>>>>")]
    [InlineData("A(a: \"\n<<<<<<< in a script\n\")", "")]
    [InlineData("A(\n<<<<<<< HEAD\n    a: 1,\n=======\n    a: 2,\n>>>>>>> main\n)", "2:1 conflict")]
    public void Documents_have_marks_in_comments_unless_they_do_not_parse(string text, string expected)
        => Assert.Equal(expected, Describe(BodyFormat.Ron, text));

    [Theory]
    [InlineData("one\n", "two\n", "three\n", BodyFormat.Text)]
    [InlineData("A(b: 1)", "A(b: 2)", "A(b: 3)", BodyFormat.Ron)]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"b": 2}}""", """{"a": {"b": 3}}""", BodyFormat.Json)]
    [InlineData("""{"a": 1}""", """{"a": "x"}""", """{}""", BodyFormat.Json)]
    public void What_a_merge_marks_is_found(string old, string local, string remote, BodyFormat format)
    {
        var merged = BodyMerger.Merge(new MergeInput(format, Encoding.UTF8.GetBytes(old), Encoding.UTF8.GetBytes(local), Encoding.UTF8.GetBytes(remote), _ => null) { Rule = ConflictRule.Mark });

        var mark = Assert.Single(LeftoverMarks.Find(format, new SourceText(Encoding.UTF8.GetString(merged.Body.Span))));
        Assert.True(mark.IsConflict);
    }

    private static string Describe(BodyFormat format, string text)
    {
        var source = new SourceText(text);
        return string.Join(", ", LeftoverMarks.Find(format, source).Select(mark =>
        {
            var place = source.GetPosition(mark.Span.Start);
            Assert.Equal(mark.Text, text.Substring(mark.Span.Start, mark.Span.Length));
            return $"{place} {(mark.IsConflict ? "conflict" : mark.Text)}";
        }));
    }
}
