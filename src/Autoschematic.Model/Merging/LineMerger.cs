using System.Globalization;
using System.Text;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;
using DiffPlex.Model;

namespace Autoschematic.Model.Merging;

/// <summary>Merges texts line by line; changes without an unchanged line between them overlap.</summary>
internal sealed class LineMerger(MergeInput input, MergeText? ancestor, MergeText local, MergeText remote)
{
    private readonly MergeRecord record = new();
    private readonly List<Piece> pieces = [];

    public MergeResult Merge()
    {
        var done = 0;
        foreach (var region in ancestor is null ? Unrelated() : Regions(ancestor))
        {
            AddLocal(done, region.Local.Start);
            Decide(region);
            done = region.Local.End;
        }

        AddLocal(done, local.Lines.Count);
        return pieces.Exists(piece => piece.Local is null) || pieces.Count < local.Lines.Count
            ? record.With(Encoding.UTF8.GetBytes(Write()))
            : record.With(input.Local);
    }

    private void Decide(Region region)
    {
        var (old, ours, theirs) = (
            region.Base is { } lines ? TextOf(ancestor!, lines) : null, TextOf(local, region.Local), TextOf(remote, region.Remote));
        var path = string.Create(CultureInfo.InvariantCulture, $"line {region.Local.Start + 1}");
        if (ours == theirs)
        {
            AddLocal(region.Local.Start, region.Local.End);
        }
        else if (region.Base is not null && old == theirs)
        {
            record.Kept.Add(new(path, old, ours));
            AddLocal(region.Local.Start, region.Local.End);
        }
        else if (region.Base is not null && old == ours && input.IsAgreed)
        {
            Take(region, path, ours, theirs);
        }
        else
        {
            if (region.Base is not null && old == ours)
            {
                record.Unconfirmed.Add(new(path, ours, theirs));
            }
            else
            {
                record.Conflicts.Add(new(path, old, ours, theirs));
            }

            Settle(region, path, ours, theirs);
        }
    }

    private void Settle(Region region, string path, string? ours, string? theirs)
    {
        switch (input.Rule)
        {
            case ConflictRule.Theirs:
                Take(region, path, ours, theirs);
                break;
            case ConflictRule.Mark:
                pieces.Add(Piece.Of(ConflictMarks.Local));
                AddLocal(region.Local.Start, region.Local.End);
                if (region.Base is { } old)
                {
                    pieces.Add(Piece.Of(ConflictMarks.Base));
                    pieces.AddRange(Enumerable.Range(old.Start, old.End - old.Start).Select(index => Piece.Of(ancestor!.Lines[index])));
                }

                pieces.Add(Piece.Of(ConflictMarks.Separator));
                AddRemote(region);
                pieces.Add(Piece.Of(ConflictMarks.Remote));
                break;
            default:
                AddLocal(region.Local.Start, region.Local.End);
                break;
        }
    }

    private void Take(Region region, string path, string? ours, string? theirs)
    {
        record.Taken.Add(new(path, ours, theirs));
        for (var index = region.Local.Start; index < region.Local.End; index++)
        {
            NoteReferences(index);
        }

        AddRemote(region);
    }

    private void NoteReferences(int index)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"line {index + 1}");
        record.Replaced.AddRange(ReferencePattern.Expression().Matches(local.Sources[index])
            .Select(ReferencePattern.ReferenceOf)
            .Distinct()
            .Select(reference => new ReplacedReference(path, reference)));
    }

    private void AddLocal(int start, int end)
        => pieces.AddRange(Enumerable.Range(start, end - start).Select(index => new Piece(index, "")));

    private void AddRemote(Region region)
        => pieces.AddRange(Enumerable.Range(region.Remote.Start, region.Remote.End - region.Remote.Start).Select(index => Piece.Of(remote.Lines[index])));

    private string Write()
    {
        var lineBreak = local.Sources.Count > 0 ? local.LineBreak : remote.LineBreak;
        var text = new StringBuilder();
        for (var index = 0; index < pieces.Count; index++)
        {
            if (pieces[index].Local is not { } line)
            {
                text.Append(pieces[index].Text).Append(lineBreak);
                continue;
            }

            // A reference whose value has several lines stays only when all of them do.
            var span = local.Spans[line];
            var isWhole = span > 0 && Enumerable.Range(0, span).All(next => index + next < pieces.Count && pieces[index + next].Local == line + next);
            if (!isWhole)
            {
                NoteReferences(line);
                text.Append(local.Lines[line]).Append(lineBreak);
                continue;
            }

            var source = local.Sources[line];
            text.Append(source).Append(MergeText.BreakOf(source).Length == 0 ? lineBreak : "");
            index += span - 1;
        }

        // The file ends as it did: with or without a line break.
        var endsWithBreak = local.Sources.Count > 0 ? local.EndsWithBreak : remote.EndsWithBreak;
        var merged = text.ToString();
        return endsWithBreak ? merged : merged[..^MergeText.BreakOf(merged).Length];
    }

    private static string? TextOf(MergeText text, (int Start, int End) lines)
        => lines.Start == lines.End ? null : string.Join('\n', text.Lines.Skip(lines.Start).Take(lines.End - lines.Start));

    /// <summary>The regions that differ when nothing is known of where the texts come from.</summary>
    private IEnumerable<Region> Unrelated()
        => LineBlocks.Of(local.Lines, remote.Lines).Select(block => new Region(
            null, (block.DeleteStartA, block.DeleteStartA + block.DeleteCountA), (block.InsertStartB, block.InsertStartB + block.InsertCountB)));

    /// <summary>The regions that one side changed, or both.</summary>
    private IEnumerable<Region> Regions(MergeText old)
    {
        var ours = new Queue<DiffBlock>(LineBlocks.Of(old.Lines, local.Lines));
        var theirs = new Queue<DiffBlock>(LineBlocks.Of(old.Lines, remote.Lines));
        var (ourShift, theirShift) = (0, 0);
        while (ours.Count > 0 || theirs.Count > 0)
        {
            var start = Math.Min(StartOf(ours), StartOf(theirs));
            var end = start;
            var (ourStart, theirStart) = (start + ourShift, start + theirShift);
            while (StartOf(ours) <= end || StartOf(theirs) <= end)
            {
                var block = StartOf(ours) <= end ? Shift(ours, ref ourShift) : Shift(theirs, ref theirShift);
                end = Math.Max(end, block.DeleteStartA + block.DeleteCountA);
            }

            yield return new((start, end), (ourStart, end + ourShift), (theirStart, end + theirShift));
        }
    }

    private static int StartOf(Queue<DiffBlock> blocks) => blocks.TryPeek(out var block) ? block.DeleteStartA : int.MaxValue;

    private static DiffBlock Shift(Queue<DiffBlock> blocks, ref int shift)
    {
        var block = blocks.Dequeue();
        shift += block.InsertCountB - block.DeleteCountA;
        return block;
    }

    /// <summary>Lines that differ, from start to end without the end.</summary>
    private sealed record Region((int Start, int End)? Base, (int Start, int End) Local, (int Start, int End) Remote);

    /// <summary>A line of the result: one of the local text, or another.</summary>
    private readonly record struct Piece(int? Local, string Text)
    {
        public static Piece Of(string text) => new(null, text);
    }
}
