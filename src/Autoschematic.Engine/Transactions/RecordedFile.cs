using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Transactions;

/// <summary>One file of a transaction: both sides of it and of its index entry.</summary>
/// <param name="Old">Null when there was no file.</param>
/// <param name="New">Null when the file is deleted.</param>
/// <param name="OldEntry">The index entry that was there, or null.</param>
/// <param name="Index">What happens to it.</param>
internal sealed record RecordedFile(
    RepoPath Path, RecordedContent? Old, RecordedContent? New, GitEntry? OldEntry, IndexChange Index)
{
    public RecordedContent? Side(RecoveryDirection direction) => direction == RecoveryDirection.Back ? Old : New;

    public bool IsChanged => Old?.Hash != New?.Hash || (New?.Mode is { } mode && mode != Old?.Mode);
}
