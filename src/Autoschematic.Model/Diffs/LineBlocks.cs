using DiffPlex;
using DiffPlex.Model;

namespace Autoschematic.Model.Diffs;

/// <summary>Which lines of one text became which of another.</summary>
internal static class LineBlocks
{
    // Beyond this a comparison of two unlike texts takes minutes; everything between the first and the last
    // different line then counts as replaced.
    private const int MostLines = 20_000;

    /// <summary>The blocks that differ, in order; at least one equal line lies between two of them.</summary>
    public static IReadOnlyList<DiffBlock> Of(IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines)
    {
        var start = 0;
        while (start < oldLines.Count && start < newLines.Count && oldLines[start] == newLines[start])
        {
            start++;
        }

        var (oldEnd, newEnd) = (oldLines.Count, newLines.Count);
        while (oldEnd > start && newEnd > start && oldLines[oldEnd - 1] == newLines[newEnd - 1])
        {
            oldEnd--;
            newEnd--;
        }

        if (oldEnd == start || newEnd == start || oldEnd + newEnd - start - start > MostLines)
        {
            return oldEnd == start && newEnd == start ? [] : [new DiffBlock(start, oldEnd - start, start, newEnd - start)];
        }

        var chunks = new Chunks(oldLines.Skip(start).Take(oldEnd - start), newLines.Skip(start).Take(newEnd - start));
        return
        [
            .. Differ.Instance.CreateDiffs(Chunks.Old, Chunks.New, ignoreWhiteSpace: false, ignoreCase: false, chunks).DiffBlocks
                .Select(block => new DiffBlock(block.DeleteStartA + start, block.DeleteCountA, block.InsertStartB + start, block.InsertCountB)),
        ];
    }

    /// <summary>Hands out lines that are split already.</summary>
    private sealed class Chunks(IEnumerable<string> oldLines, IEnumerable<string> newLines) : IChunker
    {
        public const string Old = "old";
        public const string New = "new";

        public IReadOnlyList<string> Chunk(string text) => [.. text == Old ? oldLines : newLines];
    }
}
