using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Selections;

/// <summary>One file a command works on; whether it is a resource is for its owner to say.</summary>
/// <param name="StagedBlob">Object id of the desired content when it is the staged one; null for a deletion or the working tree.</param>
/// <param name="BaseBlob">Object id in HEAD, or null when HEAD does not have the file.</param>
/// <param name="DiffersFromIndex">Whether the working copy is not what is staged.</param>
/// <param name="IsOrphan">A deletion that stems from an output file without a body.</param>
public sealed record SelectedFile(
    Prefix Prefix,
    Address Address,
    RepoPath File,
    ChangeKind Change,
    string? StagedBlob,
    string? BaseBlob,
    bool DiffersFromIndex,
    bool IsOrphan = false);
