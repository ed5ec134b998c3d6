using System.Globalization;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Transactions;

/// <summary>Changes several files and the index so that, whatever kills the program, everything becomes what it was or what it was to be.</summary>
/// <remarks>
/// Old and new bytes are on disk before the first file changes. All of it is for holders of the exclusive lock,
/// but for <see cref="Check"/>. Linked working trees share the folder; each looks after its own records.
/// </remarks>
public sealed class TransactionLog(
    GitRepository git, RepositoryFiles files, HostEnvironment host, TimeProvider clock, ITransactionFaults? faults = null)
{
    private string Root => RootOf(git);

    /// <summary>Makes all changes, or none with diagnostics.</summary>
    /// <param name="command">What is done, as messages name it should it be interrupted.</param>
    /// <param name="recovery">What becomes of it should it be interrupted.</param>
    /// <param name="changes">The files.</param>
    /// <param name="stage">Whether they are staged as well.</param>
    /// <param name="diagnostics">What went wrong.</param>
    /// <param name="cancellationToken">Once a file is changed nothing is cancelled any more.</param>
    public async Task<TransactionEnd> RunAsync(
        string command,
        RecoveryDirection recovery,
        FileChanges changes,
        bool stage,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (await BeginAsync(command, recovery, changes, stage, diagnostics, cancellationToken) is not { } transaction)
        {
            return TransactionEnd.Undone;
        }

        if (!transaction.ChangeFiles(diagnostics))
        {
            await transaction.UndoAsync(diagnostics);
            return TransactionEnd.Undone;
        }

        var staged = await transaction.ChangeIndexAsync(diagnostics);
        return transaction.End(diagnostics) && staged ? TransactionEnd.Done : TransactionEnd.NotStaged;
    }

    /// <summary>Records what is to change; null with diagnostics when it cannot be, and nothing is changed then.</summary>
    internal async Task<FileTransaction?> BeginAsync(
        string command,
        RecoveryDirection recovery,
        FileChanges changes,
        bool stage,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var entries = stage ? await ReadIndexAsync(changes, diagnostics, cancellationToken) : [];
        if (entries is null)
        {
            return null;
        }

        var recorded = new List<RecordedFile>();
        var contents = new List<ReadOnlyMemory<byte>>();
        var planned = new Dictionary<RecordedFile, ReadOnlyMemory<byte>>(ReferenceEqualityComparer.Instance);
        var offset = 0L;
        foreach (var change in changes.All)
        {
            var problems = new DiagnosticBag();
            var before = files.TryRead(change.File, problems);
            if (problems.HasErrors || !IsAsExpected(change, before))
            {
                diagnostics.AddRange(problems.HasErrors ? problems : [TransactionDiagnostics.ChangedMeanwhile(change.File)]);
                return null;
            }

            var mode = files.ModeOf(change.File);
            var old = Record(before, mode);
            var file = new RecordedFile(
                change.File, old, Record(change.Content, change.Mode ?? mode), entries.GetValueOrDefault(change.File), change.Index);
            recorded.Add(file);
            if (change.Content is { } content)
            {
                planned[file] = content;
            }
        }

        var at = clock.GetUtcNow();
        var id = $"{at.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}";
        var record = new TransactionRecord(id, command, recovery, git.Worktree, git.Root, stage, host.UserName, host.MachineName, at, recorded);
        var folder = new TransactionFolder(Path.Join(Root, id), faults);
        try
        {
            folder.Write(record, contents);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(TransactionDiagnostics.NotRecorded(folder.Path, exception.Message));
            return null;
        }

        return new(git, files, folder, record, planned, faults);

        RecordedContent? Record(ReadOnlyMemory<byte>? bytes, UnixFileMode? mode)
        {
            if (bytes is not { } some)
            {
                return null;
            }

            var content = new RecordedContent(offset, some.Length, TransactionJson.HashOf(some.Span), mode);
            contents.Add(some);
            offset += some.Length;
            return content;
        }
    }

    /// <summary>True when no change is unfinished, else false with an error that names each.</summary>
    public bool Check(DiagnosticBag diagnostics)
    {
        var found = Unfinished(diagnostics);
        diagnostics.AddRange(found?.Select(item => TransactionDiagnostics.Unfinished(item.Record)) ?? []);
        return found is { Count: 0 };
    }

    /// <summary>Whether all that is unfinished belongs to a command, so that running that one again is enough.</summary>
    public bool IsOnlyOf(string command)
        => Unfinished([]) is { Count: > 0 } found && found.All(item => item.Record.Command == command);

    /// <summary>Undoes or finishes what was interrupted and says so; false with errors when it cannot be.</summary>
    public async Task<bool> RecoverAsync(DiagnosticBag diagnostics)
    {
        if (Unfinished(diagnostics) is not { } found)
        {
            return false;
        }

        foreach (var (folder, record) in found)
        {
            if (await RecoverAsync(folder, record, diagnostics) is not { } kept)
            {
                diagnostics.Add(TransactionDiagnostics.NotRecovered(record));
                return false;
            }

            diagnostics.Add(TransactionDiagnostics.Recovered(record, kept));
        }

        RemoveEnded();
        return true;
    }

    /// <summary>Keeps bytes that have no place in the tree; where, or null when that is not possible.</summary>
    internal static string? Keep(GitRepository git, string id, RepoPath path, ReadOnlyMemory<byte> bytes)
    {
        var folder = Path.Join(git.StateDirectory, "kept", id);
        var file = Path.Join(folder, Uri.EscapeDataString(path.Text));
        try
        {
            PrivateFiles.MakeFolder(Path.GetDirectoryName(folder)!);
            PrivateFiles.MakeFolder(folder);
            PrivateFiles.WriteAtomic(file, bytes.Span);
            return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsAsExpected(FileChange change, ReadOnlyMemory<byte>? before)
        => change.IsNew ? before is null
            : change.Before is not { } expected || (before is { } bytes && bytes.Span.SequenceEqual(expected.Span));

    private static string RootOf(GitRepository git) => Path.Join(git.StateDirectory, "transactions");

    /// <summary>What files held before that hold something new now; null with diagnostics when the transaction could not be recovered.</summary>
    private async Task<IReadOnlyList<(RepoPath File, string Blob)>?> RecoverAsync(
        TransactionFolder folder, TransactionRecord record, DiagnosticBag diagnostics)
    {
        var recovery = new TransactionRecovery(git, files, folder, record, faults);
        try
        {
            if (!recovery.RestoreFiles(record.Recovery, (path, bytes) => Keep(git, folder.Id, path, bytes), diagnostics)
                || !await recovery.RestoreIndexAsync(record.Recovery, diagnostics)
                || (record.Recovery == RecoveryDirection.Back ? [] : await recovery.KeepOldAsync(diagnostics)) is not { } kept)
            {
                return null;
            }

            folder.Remove();
            return kept;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(TransactionDiagnostics.NotRemoved(folder.Path, exception.Message));
            return null;
        }
    }

    private async Task<Dictionary<RepoPath, GitEntry>?> ReadIndexAsync(
        FileChanges changes, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await git.IndexEntriesAsync(diagnostics, cancellationToken) is not { } entries)
        {
            return null;
        }

        var paths = changes.Paths.ToHashSet();
        var own = entries.Where(entry => paths.Contains(entry.Path)).ToList();
        var unmerged = own.Where(entry => entry.Unmerged).Select(entry => entry.Path).Distinct().ToList();
        diagnostics.AddRange(unmerged.Select(TransactionDiagnostics.Unmerged));
        return unmerged.Count > 0 ? null : own.ToDictionary(entry => entry.Path);
    }

    /// <summary>Records of this working tree that count, oldest first; null with an error for one that cannot be read.</summary>
    private List<(TransactionFolder Folder, TransactionRecord Record)>? Unfinished(DiagnosticBag diagnostics)
    {
        var found = new List<(TransactionFolder, TransactionRecord)>();
        foreach (var folder in Folders().Where(folder => folder.Counts))
        {
            TransactionRecord? record = null;
            try
            {
                record = folder.Read();
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // It ended just now.
                continue;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Said below: what cannot be read is as good as damaged.
            }

            if (record is null)
            {
                diagnostics.Add(TransactionDiagnostics.Damaged(folder.Path));
                return null;
            }

            if (record.Worktree == git.Worktree)
            {
                found.Add((folder, record));
            }
        }

        return found;
    }

    private IReadOnlyList<TransactionFolder> Folders()
        => Directory.Exists(Root)
            ? [.. Directory.EnumerateDirectories(Root).Order(StringComparer.Ordinal).Select(path => new TransactionFolder(path, faults))]
            : [];

    // Only the holder of the exclusive lock comes here: a record that does not count is nobody's any more.
    private void RemoveEnded()
    {
        foreach (var folder in Folders().Where(folder => !folder.Counts))
        {
            try
            {
                Directory.Delete(folder.Path, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It says nothing and disturbs nobody.
            }
        }
    }
}
