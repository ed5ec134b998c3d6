using System.Globalization;
using System.Text;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Merging;

public sealed class LineLawTests
{
    private static readonly Gen<Block> AnyBlock = Gen.Select(MergeChange.Any, Gen.Int[1, 3], (change, lines) => new Block(change, lines));

    [Fact]
    public void Regions_that_do_not_overlap_are_merged_and_others_are_conflicts()
        => Gen.Select(AnyBlock.List[0, 8], Gen.Bool, Gen.Bool).Sample((blocks, crlf, ends) =>
        {
            var result = Merge(blocks, crlf, ends, ConflictRule.Report);
            Assert.Equal(blocks.Count(block => block.Change.IsConflict), result.Conflicts.Count);
            Assert.Equal(Write(blocks, MergeSide.Merged, crlf, ends, references: true), Text(result));
            Assert.Equal(Write(blocks, MergeSide.MergedTheirs, crlf, ends, references: true), Text(Merge(blocks, crlf, ends, ConflictRule.Theirs)));
        });

    [Fact]
    public void Without_remote_changes_no_byte_changes_and_without_local_ones_the_remote_lines_come()
        => Gen.Select(Gen.Select(MergeChange.LocalOnly, Gen.Int[1, 3], (change, lines) => new Block(change, lines)).List[0, 8], Gen.Bool).Sample((blocks, crlf) =>
        {
            Assert.Equal(Write(blocks, MergeSide.Local, crlf, true, references: true), Text(Merge(blocks, crlf, true, ConflictRule.Report)));
            var mirrored = blocks.Select(block => block with { Change = new(block.Change.Base, block.Change.Remote, block.Change.Local) }).ToList();
            Assert.Equal(Write(mirrored, MergeSide.Remote, crlf, true, references: true), Text(Merge(mirrored, crlf, true, ConflictRule.Report)));
        });

    [Fact]
    public void Without_a_base_every_region_is_a_conflict()
        => AnyBlock.List[0, 8].Sample(blocks =>
        {
            var result = BodyMerger.Merge(InputOf(blocks, false, true, ConflictRule.Report) with { Base = null });
            Assert.Equal(Write(blocks, MergeSide.Local, false, true, references: true), Text(result));
            Assert.Equal(blocks.Count(block => block.Change.Local != block.Change.Remote), result.Conflicts.Count);
        });

    private static MergeResult Merge(IReadOnlyList<Block> blocks, bool crlf, bool ends, ConflictRule rule)
        => BodyMerger.Merge(InputOf(blocks, crlf, ends, rule));

    private static MergeInput InputOf(IReadOnlyList<Block> blocks, bool crlf, bool ends, ConflictRule rule) => new(
        BodyFormat.Text,
        Encoding.UTF8.GetBytes(Write(blocks, MergeSide.Base, crlf: false, ends: true, references: false)),
        Encoding.UTF8.GetBytes(Write(blocks, MergeSide.Local, crlf, ends, references: true)),
        Encoding.UTF8.GetBytes(Write(blocks, MergeSide.Remote, crlf: false, ends: true, references: false)),
        reference => $"value {reference.Key}")
    {
        Rule = rule,
    };

    private static string Text(MergeResult result) => Encoding.UTF8.GetString(result.Body.Span);

    // Every block lies between two lines that never change. Lines that the file has are written with references,
    // line breaks of its own, and perhaps without the last one.
    private static string Write(IReadOnlyList<Block> blocks, MergeSide side, bool crlf, bool ends, bool references)
    {
        var lines = new List<string> { "fixed" };
        foreach (var (number, block) in blocks.Index())
        {
            var version = block.Change.Of(side);
            var isLocal = references && version == block.Change.Local;
            lines.AddRange(Enumerable.Range(0, version == 0 ? 0 : block.Lines).Select(line => string.Create(
                CultureInfo.InvariantCulture, $"line {line} is {(isLocal ? $"out://r.txt[{number}.{version}]" : $"value {number}.{version}")}!")));
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"fixed {number}"));
        }

        var lineBreak = crlf ? "\r\n" : "\n";
        return string.Join(lineBreak, lines) + (ends ? lineBreak : "");
    }

    private sealed record Block(MergeChange Change, int Lines);
}
