using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Transactions;

/// <summary>A file to write or, without content, to delete.</summary>
/// <param name="Before">What the change was made from; anything else in the file is somebody's edit and stops it.</param>
/// <param name="Mode">Permissions to write it with; null keeps those it has.</param>
/// <param name="IsNew">Whether nothing may be there before.</param>
internal sealed record FileChange(
    RepoPath File, ReadOnlyMemory<byte>? Content, ReadOnlyMemory<byte>? Before, UnixFileMode? Mode, IndexChange Index, bool IsNew = false);
