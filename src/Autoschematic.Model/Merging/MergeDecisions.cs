using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Merging;

/// <summary>Applies the rules to each difference of two trees and keeps the record of it.</summary>
internal sealed class MergeDecisions(MergeInput input, MergeSource local, TreeEdits edits, bool hasBase)
{
    private readonly List<StringLiteral> referring =
        [.. local.Tree!.StringLiterals().Where(literal => ReferencePattern.Expression().IsMatch(literal.Value))];

    private bool forced;

    public MergeRecord Record { get; } = new();

    /// <summary>Notes what only the local side changed.</summary>
    public void Keep(SyntaxNode node, ValueNode? old, ValueNode ours)
    {
        var path = MergePlace.At(node).Path;
        Record.Kept.AddRange(old is null ? [new(path, null, ours.Source)] : new FieldComparer(input.Format).Compare(path, old, ours));
    }

    public void KeepRemoved(MergePlace place, ValueNode old) => Record.Kept.Add(new(place.Path, old.Source, null));

    /// <summary>Notes what only the remote changed; whether it is to be taken.</summary>
    public bool Take(MergePlace place, ValueNode? ours, ValueNode? theirs)
        => Take(place, new FieldChange(place.Path, ours?.Source, theirs?.Source), ours?.Node);

    /// <summary>Notes that the remote alone put a list into another order; whether that is to be taken.</summary>
    public bool TakeOrder(SyntaxNode list, (string Old, string New) change)
        => Take(MergePlace.At(list), new FieldChange(OrderPath(list), change.Old, change.New), null);

    /// <summary>Notes what both sides changed; whether the remote value is to be taken.</summary>
    public bool Contest(MergePlace place, ValueNode? old, ValueNode? ours, ValueNode? theirs)
        => Contest(place, new MergeConflict(place.Path, old?.Source, ours?.Source, theirs?.Source));

    /// <summary>Notes that both sides put a list into orders of their own; whether the remote one is to be taken.</summary>
    public bool ContestOrder(SyntaxNode list, string? old, (string Old, string New) change)
    {
        var place = MergePlace.At(list);
        return Contest(place, new MergeConflict(OrderPath(list), old, change.Old, change.New))
            && Force(() => Take(place, new FieldChange(OrderPath(list), change.Old, change.New), null));
    }

    /// <summary>Takes without asking again.</summary>
    public void Force(Action take) => Force(() =>
    {
        take();
        return true;
    });

    /// <inheritdoc cref="Force(Action)"/>
    public bool Force(Func<bool> take)
    {
        var before = forced;
        forced = true;
        var taken = take();
        forced = before;
        return taken;
    }

    private bool Take(MergePlace place, FieldChange change, SyntaxNode? replaced)
    {
        if (!forced && !input.IsAgreed)
        {
            Record.Unconfirmed.Add(change);
            if (input.Rule == ConflictRule.Mark)
            {
                Mark(place, new(change.Path, change.Old, change.Old, change.New));
            }

            if (input.Rule != ConflictRule.Theirs)
            {
                return false;
            }
        }

        Record.Taken.Add(change);
        if (replaced is { } node)
        {
            NoteReferences(change.Path, node);
        }

        return true;
    }

    private bool Contest(MergePlace place, MergeConflict conflict)
    {
        Record.Conflicts.Add(conflict);
        if (input.Rule == ConflictRule.Mark)
        {
            Mark(place, conflict);
        }

        return input.Rule == ConflictRule.Theirs;
    }

    private void Mark(MergePlace place, MergeConflict conflict)
        => edits.Comment(place, ConflictMarks.Comments(conflict, hasBase));

    private void NoteReferences(string path, SyntaxNode node)
    {
        var references = referring
            .Where(literal => literal.Span.Start >= node.Span.Start && literal.Span.End <= node.Span.End)
            .SelectMany(literal => ReferencePattern.Expression().Matches(literal.Value))
            .Select(ReferencePattern.ReferenceOf)
            .Distinct();
        Record.Replaced.AddRange(references.Select(reference => new ReplacedReference(path, reference)));
    }

    private static string OrderPath(SyntaxNode list) => $"{RonPath.Of(list)} (order)";
}
