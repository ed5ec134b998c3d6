using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Autoschematic.Model.Diffs;

/// <summary>Compares texts line by line and keeps three lines around each change.</summary>
internal static class LineComparer
{
    private const int ContextLines = 3;

    public static IReadOnlyList<LineHunk> Compare(string oldText, string newText)
    {
        if (oldText == newText)
        {
            return [];
        }

        var chunker = new LineEndingsPreservingChunker();
        var (oldLines, newLines) = (chunker.Chunk(oldText), chunker.Chunk(newText));
        return [.. Group(LineBlocks.Of(oldLines, newLines)).Select(group => MakeHunk(group, oldLines, newLines))];
    }

    private static IEnumerable<List<DiffBlock>> Group(IEnumerable<DiffBlock> blocks)
    {
        List<DiffBlock>? group = null;
        foreach (var block in blocks)
        {
            if (group is not null && block.DeleteStartA - End(group[^1]) <= 2 * ContextLines)
            {
                group.Add(block);
                continue;
            }

            if (group is not null)
            {
                yield return group;
            }

            group = [block];
        }

        if (group is not null)
        {
            yield return group;
        }
    }

    private static int End(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    private static LineHunk MakeHunk(List<DiffBlock> group, IReadOnlyList<string> oldLines, IReadOnlyList<string> newLines)
    {
        var context = Math.Min(ContextLines, group[0].DeleteStartA);
        var lines = new List<LineChange>();
        var next = group[0].DeleteStartA - context;
        foreach (var block in group)
        {
            Append(lines, LineChangeKind.Context, oldLines, next, block.DeleteStartA);
            Append(lines, LineChangeKind.Removed, oldLines, block.DeleteStartA, End(block));
            Append(lines, LineChangeKind.Added, newLines, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            next = End(block);
        }

        Append(lines, LineChangeKind.Context, oldLines, next, Math.Min(oldLines.Count, next + ContextLines));
        return new(group[0].DeleteStartA - context + 1, group[0].InsertStartB - context + 1, lines);
    }

    private static void Append(List<LineChange> changes, LineChangeKind kind, IReadOnlyList<string> lines, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            changes.Add(new(kind, lines[index].TrimEnd('\n').TrimEnd('\r')));
            if (index == lines.Count - 1 && !lines[index].EndsWith('\n'))
            {
                changes.Add(new(LineChangeKind.Note, "no line break at the end"));
            }
        }
    }
}
