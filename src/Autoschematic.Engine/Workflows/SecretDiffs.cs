using Autoschematic.Engine.Secrets;
using Autoschematic.Model.Diffs;

namespace Autoschematic.Engine.Workflows;

/// <summary>Takes secrets out of diffs: where a sealed value was, its successor is a secret too, though nobody knows it yet.</summary>
internal static class SecretDiffs
{
    private const string Mask = "***";

    /// <summary>The diff with both sides of every change masked that has the value of a sealed output on either.</summary>
    public static BodyDiff Hide(SealedFiles secrets, BodyDiff diff) => diff switch
    {
        BodyDiff.Fields fields => new BodyDiff.Fields([.. fields.Changes.Select(change => Hide(secrets, change))]),
        BodyDiff.Lines lines => new BodyDiff.Lines([.. lines.Hunks.Select(hunk => Hide(secrets, hunk))]),
        _ => diff,
    };

    private static FieldChange Hide(SealedFiles secrets, FieldChange change)
        => IsRevealed(secrets, change.Old) || IsRevealed(secrets, change.New)
            ? change with { Old = change.Old is null ? null : Mask, New = change.New is null ? null : Mask }
            : change;

    private static LineHunk Hide(SealedFiles secrets, LineHunk hunk)
        => hunk.Lines.Any(line => IsRevealed(secrets, line.Text))
            ? hunk with { Lines = [.. hunk.Lines.Select(line => line.Kind is LineChangeKind.Added or LineChangeKind.Removed ? line with { Text = Mask } : line)] }
            : hunk;

    private static bool IsRevealed(SealedFiles secrets, string? text) => text is not null && secrets.IsRevealedIn(text);
}
