using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>The files a command works on, with access to their contents; dispose it when the run ends.</summary>
public sealed class Selection : IAsyncDisposable
{
    /// <summary>Prefix by prefix in file order, then in ordinal order of addresses.</summary>
    public IReadOnlyList<SelectedFile> Files => throw new NotImplementedException();

    /// <summary>Prefixes that hold a selected file, in file order.</summary>
    public IReadOnlyList<ConfiguredPrefix> Prefixes => throw new NotImplementedException();

    /// <summary>Orphans that were found with `--all` or a folder and are not selected as deletions.</summary>
    public IReadOnlyList<OrphanedOutput> Orphans => throw new NotImplementedException();

    /// <summary>Output files that are staged as deleted, pointers included; a plan needs them back as HEAD has them.</summary>
    public IReadOnlyList<RepoPath> DeletedOutputs => throw new NotImplementedException();

    /// <summary>Whether the working copy of any file of the repository is not what is staged.</summary>
    public bool DiffersFromIndex(RepoPath path) => throw new NotImplementedException();

    /// <summary>Whether `-c` leaves a connector in.</summary>
    public bool Includes(ConfiguredConnector connector) => throw new NotImplementedException();

    /// <summary>The desired body; null for a deletion, or with a diagnostic when it cannot be read.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadDesiredAsync(
        SelectedFile file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>The body in HEAD; null when HEAD does not have it, or with a diagnostic when it cannot be read.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadBaseAsync(
        SelectedFile file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    /// <summary>Puts the deleted output files back on disk as HEAD has them, until the result is disposed.</summary>
    /// <remarks>Needs the exclusive lock. Returns null with a diagnostic when a file cannot be written; none is left then.</remarks>
    public Task<RestoredOutputs?> RestoreOutputsAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
