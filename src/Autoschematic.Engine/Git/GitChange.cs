using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Git;

/// <summary>One path that differs between two sides.</summary>
/// <param name="OldBlob">Object id on the old side, or null when it is absent there.</param>
/// <param name="NewBlob">Object id on the new side; null when absent or when that side is the working tree.</param>
public sealed record GitChange(
    RepoPath Path, GitChangeKind Kind, GitMode OldMode, GitMode NewMode, string? OldBlob, string? NewBlob);
