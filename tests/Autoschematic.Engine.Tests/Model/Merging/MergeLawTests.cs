using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Merging;

public sealed partial class MergeLawTests
{
    [Fact]
    public void Changes_that_do_not_overlap_are_merged()
        => MergeDocument.Any(MergeChange.Disjoint).Sample(document =>
        {
            var result = Merge(document);
            Assert.Empty(result.Conflicts);
            AssertMeans(document, MergeSide.Merged, result);
        });

    [Fact]
    public void What_both_changed_is_a_conflict_and_all_else_is_merged()
        => MergeDocument.Any(MergeChange.Any).Sample(document =>
        {
            var result = Merge(document);
            Assert.Equal(document.All().Count(IsConflict), result.Conflicts.Count);
            AssertMeans(document, MergeSide.Merged, result);
            AssertMeans(document, MergeSide.Merged, Merge(document, ConflictRule.Ours));
            AssertMeans(document, MergeSide.MergedTheirs, Merge(document, ConflictRule.Theirs));
        });

    [Fact]
    public void Marks_change_no_value_and_name_every_conflict()
        => MergeDocument.Any(MergeChange.Any).Sample(document =>
        {
            var result = Merge(document, ConflictRule.Mark);
            AssertMeans(document, MergeSide.Merged, result);
            Assert.Equal(document.All().Count(IsConflict), Encoding.UTF8.GetString(result.Body.Span).Split("// <<<<<<< ").Length - 1);
        });

    [Fact]
    public void Comments_and_references_stay()
        => MergeDocument.Any(MergeChange.Any).Sample(document =>
        {
            var result = Merge(document);
            var merged = Encoding.UTF8.GetString(result.Body.Span);
            foreach (var field in document.All().Where(field => field.Has(MergeSide.Local) && field.Has(MergeSide.Merged)))
            {
                var isElement = document.All().Any(owner => owner.Elements?.Contains(field) == true);
                Assert.True((isElement && field.Number % 2 == 1) || merged.Contains(field.Comment, StringComparison.Ordinal), $"{field.Comment}\n{merged}");
            }

            var references = document.All().Where(field => field.IsReference).ToList();
            Assert.Equal(
                references.Where(field => field.Change.Of(MergeSide.Merged) != field.Change.Local).Select(field => field.Reference).Order(),
                result.ReplacedReferences.Select(replaced => replaced.Reference.ToString()).Order());
            Assert.All(
                references.Where(field => field.Change.Of(MergeSide.Merged) == field.Change.Local),
                field => Assert.Contains($"\"{field.Reference}\"", merged, StringComparison.Ordinal));
        });

    [Fact]
    public void A_file_without_changes_gets_the_remote_values()
        => MergeDocument.Any(MergeChange.RemoteOnly).Sample(document =>
        {
            var result = Merge(document);
            Assert.Empty(result.Kept);
            AssertMeans(document, MergeSide.Remote, result);
        });

    [Fact]
    public void Without_remote_changes_no_byte_changes()
        => MergeDocument.Any(MergeChange.LocalOnly).Sample(document =>
        {
            var result = Merge(document);
            Assert.Equal(document.Write(MergeSide.Local), result.Body.ToArray());
            Assert.Empty(result.Taken);
            Assert.Empty(result.ReplacedReferences);
        });

    [Fact]
    public void Without_a_base_nothing_is_decided()
        => MergeDocument.Any(MergeChange.Any).Sample(document =>
        {
            var result = BodyMerger.Merge(InputOf(document) with { Base = null });
            Assert.Equal(document.Write(MergeSide.Local), result.Body.ToArray());
            Assert.Empty(result.Taken);
            Assert.Equal(document.All().Count(field => field.Change.Local != field.Change.Remote), result.Conflicts.Count);
        });

    [Fact]
    public void What_a_commit_may_have_changed_is_not_taken_back_unasked()
        => MergeDocument.Any(MergeChange.Any).Sample(document =>
        {
            var result = BodyMerger.Merge(InputOf(document) with { IsAgreed = false });
            Assert.Equal(document.Write(MergeSide.Local), result.Body.ToArray());
            Assert.Equal(
                document.All().Where(field => field.Change.Local == field.Change.Base && field.Change.Remote != field.Change.Base).Sum(Edits),
                result.Unconfirmed.Count);
        });

    [Fact]
    public void Named_elements_come_go_and_move_as_they_do_remotely_and_take_their_comments_along()
        => Gen.Select(Gen.Int[0, 6], Gen.Shuffle(Enumerable.Range(0, 9).ToArray()), Gen.Int[0, 9], Gen.Bool).Sample((count, order, taken, inline) =>
        {
            string Element(int name, bool comments) => $"{(comments ? $"/* about {name} */ " : "")}(name: \"{name}\")";
            string List(IEnumerable<int> names, bool comments) => inline
                ? $"[{string.Join(", ", names.Select(name => Element(name, comments)))}]"
                : $"[{string.Concat(names.Select(name => $"\n    {Element(name, comments)},"))}\n]";
            var before = Enumerable.Range(0, count).ToList();
            var after = order.Take(taken).ToList();

            var result = BodyMerger.Merge(new(
                BodyFormat.Ron,
                Encoding.UTF8.GetBytes(List(before, comments: false)),
                Encoding.UTF8.GetBytes(List(before, comments: true)),
                Encoding.UTF8.GetBytes(List(after, comments: false)),
                _ => null));

            var merged = Encoding.UTF8.GetString(result.Body.Span);
            Assert.Equal(after.Select(name => $"{name}"), NamePattern().Matches(merged).Select(match => match.Groups[1].Value));
            foreach (var name in after.Where(before.Contains))
            {
                Assert.Contains(Element(name, comments: true), merged, StringComparison.Ordinal);
            }
        });

    [GeneratedRegex("name: \"(\\d+)\"")]
    private static partial Regex NamePattern();

    // A list without names is taken element by element: two come or go from one version to the next.
    private static int Edits(MergeField field)
        => field.Kind == 2 && field.Has(MergeSide.Local) && field.Has(MergeSide.Remote) ? 2 * Math.Abs(field.Change.Local - field.Change.Remote) : 1;

    private static bool IsConflict(MergeField field) => field.Members is null && field.Elements is null && field.Change.IsConflict;

    private static MergeResult Merge(MergeDocument document, ConflictRule rule = ConflictRule.Report)
        => BodyMerger.Merge(InputOf(document) with { Rule = rule });

    private static MergeInput InputOf(MergeDocument document) => new(
        document.Format,
        document.Write(MergeSide.Base),
        document.Write(MergeSide.Local),
        document.Write(MergeSide.Remote),
        MergeDocument.Lookup);

    private static void AssertMeans(MergeDocument document, MergeSide side, MergeResult result)
    {
        var resolved = ReferenceTemplate.Resolve(document.Format, result.Body, MergeDocument.Lookup);
        if (!document.Read(document.Write(side)).Equals(document.Read(resolved.Bytes.Span)))
        {
            Assert.Fail($"{document}\n---- result:\n{Encoding.UTF8.GetString(result.Body.Span)}");
        }
    }
}
