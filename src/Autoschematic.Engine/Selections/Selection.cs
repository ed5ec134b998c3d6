using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>The files a command works on, with access to their contents; dispose it when the run ends.</summary>
public sealed class Selection : IAsyncDisposable
{
    private readonly Workspace workspace;
    private readonly SelectionScope scope;
    private readonly WorkingState state;
    private readonly GitContents contents;
    private readonly IReadOnlyList<DeletedOutput> deletedOutputs;

    internal Selection(
        Workspace workspace,
        SelectionScope scope,
        WorkingState state,
        GitContents contents,
        IReadOnlyList<SelectedFile> files,
        IReadOnlyList<OrphanedOutput> orphans,
        IReadOnlyList<DeletedOutput> deletedOutputs)
    {
        this.workspace = workspace;
        this.scope = scope;
        this.state = state;
        this.contents = contents;
        this.deletedOutputs = deletedOutputs;
        Files = files;
        Orphans = orphans;
        var used = files.Select(file => file.Prefix).Concat(orphans.Select(orphan => orphan.Prefix)).ToHashSet();
        Prefixes = [.. scope.Prefixes.Where(prefix => used.Contains(prefix.Prefix))];
    }

    /// <summary>Prefix by prefix in file order, then in ordinal order of addresses.</summary>
    public IReadOnlyList<SelectedFile> Files { get; }

    /// <summary>Prefixes that hold a selected file or an orphan, in file order.</summary>
    public IReadOnlyList<ConfiguredPrefix> Prefixes { get; }

    /// <summary>Orphans that were found with `--all` or a folder and are not selected as deletions.</summary>
    public IReadOnlyList<OrphanedOutput> Orphans { get; }

    /// <summary>Output files that are gone together with their body, pointers included; a plan needs them back.</summary>
    public IReadOnlyList<RepoPath> DeletedOutputs => [.. deletedOutputs.Select(output => output.File)];

    /// <summary>The same with their blobs.</summary>
    internal IReadOnlyList<DeletedOutput> DeletedOutputBlobs => deletedOutputs;

    /// <summary>Whether the working copy of any file of the repository, or of anything in a folder, is not what is staged.</summary>
    public bool DiffersFromIndex(RepoPath path)
        => state.Unstaged.ContainsKey(path)
            || (!state.IndexBlobs.ContainsKey(path)
                && (workspace.Files.Exists(path) || state.Unstaged.Keys.Any(changed => changed.IsWithin(path))));

    /// <summary>Whether `-c` leaves a connector in.</summary>
    public bool Includes(ConfiguredConnector connector)
        => scope.Connector is null || connector.Shortname == scope.Connector;

    /// <summary>Whether the patterns of the request leave an address in.</summary>
    public bool Admits(Address address) => scope.Admits(address);

    /// <summary>Whether sparse checkout keeps a file out of the working tree.</summary>
    public bool IsKeptAway(RepoPath path) => state.Missing.Contains(path);

    /// <summary>The desired body; null for a deletion, or with a diagnostic when it cannot be read.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadDesiredAsync(
        SelectedFile file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (file.Change == ChangeKind.Deleted)
        {
            return null;
        }

        var body = file.StagedBlob is { } blob
            ? await contents.ReadAsync(blob, file.File, diagnostics, cancellationToken)
            : SelectedContents.ReadWorking(workspace, file, diagnostics);
        if (body is { } found && SelectedContents.IsLfsPointer(found))
        {
            diagnostics.Add(SelectionDiagnostics.LfsPointer(file.File));
            return null;
        }

        return body;
    }

    /// <summary>The body in HEAD; null when HEAD does not have it, or with a diagnostic when it cannot be read.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadBaseAsync(
        SelectedFile file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => file.BaseBlob is { } blob ? await contents.ReadAsync(blob, file.File, diagnostics, cancellationToken) : null;

    /// <summary>Puts the deleted output files back on disk as HEAD has them, until the result is disposed.</summary>
    /// <remarks>Needs the exclusive lock. Returns null with a diagnostic when a file cannot be written; none is left then.</remarks>
    public Task<RestoredOutputs?> RestoreOutputsAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => RestoredOutputs.RestoreAsync(workspace, contents, deletedOutputs, diagnostics, cancellationToken);

    public ValueTask DisposeAsync() => contents.DisposeAsync();
}
