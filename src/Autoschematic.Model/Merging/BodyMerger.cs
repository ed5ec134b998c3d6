using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;

namespace Autoschematic.Model.Merging;

/// <summary>Merges a remote body into a local one: field by field, line by line, or as a whole.</summary>
public static class BodyMerger
{
    public static MergeResult Merge(MergeInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var local = MergeSource.Read(input.Format, input.Local, input.Lookup);
        var remote = MergeSource.Read(input.Format, input.Remote, _ => null);
        var ancestor = input.Base is { } body ? MergeSource.Read(input.Format, body, input.Lookup) : null;
        if (local.Root is not null && remote.Root is not null && (ancestor is null || ancestor.Root is not null))
        {
            return new TreeMerger(input, ancestor, local, remote).Merge() ?? Whole(input, ancestor, local, remote);
        }

        return (input.Format == BodyFormat.Text || local.IsTemplate)
            && MergeText.TryRead(local) is { } localText
            && MergeText.TryRead(remote) is { } remoteText
            && (ancestor is null ? MergeText.Nothing : MergeText.TryRead(ancestor)) is { } baseText
            ? new LineMerger(input, ancestor is null ? null : baseText, localText, remoteText).Merge()
            : Whole(input, ancestor, local, remote);
    }

    /// <summary>The remote body as it is, whatever the local one says; null when there is no local one.</summary>
    public static MergeResult Replace(BodyFormat format, ReadOnlyMemory<byte>? local, ReadOnlyMemory<byte> remote)
        => new(remote, [], [], [], [], local is { } body ? LostReferences.Between(format, body, remote) : []);

    // Nothing inside can be told apart, so the body is one field.
    private static MergeResult Whole(MergeInput input, MergeSource? ancestor, MergeSource local, MergeSource remote)
    {
        var record = new MergeRecord();
        var ours = local.Resolved.Span;
        var theirs = remote.Bytes.Span;
        if (ours.SequenceEqual(theirs))
        {
            return record.With(input.Local);
        }

        var change = new FieldChange("", Describe(local), Describe(remote));
        if (ancestor is not null && theirs.SequenceEqual(ancestor.Resolved.Span))
        {
            record.Kept.Add(new("", Describe(ancestor), Describe(local)));
            return record.With(input.Local);
        }

        var isUntouched = ancestor is not null && ours.SequenceEqual(ancestor.Resolved.Span);
        if (isUntouched && !input.IsAgreed)
        {
            record.Unconfirmed.Add(change);
        }
        else if (!isUntouched)
        {
            record.Conflicts.Add(new("", ancestor is null ? null : Describe(ancestor), Describe(local), Describe(remote)));
        }

        if (input.Rule != ConflictRule.Theirs && !(isUntouched && input.IsAgreed))
        {
            return record.With(input.Local);
        }

        record.Taken.Add(change);
        record.Replaced.AddRange(LostReferences.Between(input.Format, input.Local, input.Remote));
        return record.With(input.Remote);
    }

    private static string Describe(MergeSource source)
        => BodyTrees.Decode(source.Bytes.Span) ?? FormattableString.Invariant($"{source.Bytes.Length} bytes that are not text");
}
