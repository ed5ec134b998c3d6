using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Transactions;

/// <summary>Brings the files and the index entries of one transaction to one of its two sides; what somebody edited is left alone.</summary>
internal sealed class TransactionRecovery(
    GitRepository git, RepositoryFiles files, TransactionFolder folder, TransactionRecord record, ITransactionFaults? faults)
{
    private readonly HashSet<RepoPath> edited = [];

    /// <summary>False with diagnostics when a file could not be written; running it again goes on.</summary>
    /// <param name="keep">Keeps bytes that have no place in the tree and says where; null when they are of no use to anybody.</param>
    public bool RestoreFiles(
        RecoveryDirection to, Func<RepoPath, ReadOnlyMemory<byte>, string?>? keep, DiagnosticBag diagnostics)
    {
        // Backwards, so that a folder that took the place of a file goes before the file comes.
        var ordered = to == RecoveryDirection.Back ? record.Files.Reverse() : record.Files;
        foreach (var file in ordered.Where(file => file.IsChanged))
        {
            if (!RestoreFile(file, to, keep, diagnostics))
            {
                return false;
            }

            faults?.Reach(TransactionStep.FileRecovered);
        }

        return true;
    }

    /// <summary>False with diagnostics when git did not do it; running it again goes on.</summary>
    public async Task<bool> RestoreIndexAsync(RecoveryDirection to, DiagnosticBag diagnostics)
    {
        if (!record.Stage)
        {
            return true;
        }

        var own = record.Files.Where(file => file.Index is not IndexChange.Kept && !edited.Contains(file.Path)).ToList();
        var done = to == RecoveryDirection.Forward
            ? await ChangeIndexAsync(git, own, diagnostics)
            : await RestoreEntriesAsync(own, diagnostics);
        if (done)
        {
            faults?.Reach(TransactionStep.IndexRecovered);
        }

        return done;
    }

    /// <summary>Keeps what rewritten and deleted files held before as objects of git; null with diagnostics when git did not take it.</summary>
    public async Task<IReadOnlyList<(RepoPath File, string Blob)>?> KeepOldAsync(DiagnosticBag diagnostics)
    {
        var kept = new List<(RepoPath, string)>();
        foreach (var file in record.Files.Where(file => file.Old is { } old && old.Hash != file.New?.Hash && !edited.Contains(file.Path)))
        {
            if (folder.Read(file.Old!) is not { } bytes)
            {
                diagnostics.Add(TransactionDiagnostics.Damaged(folder.Path));
                return null;
            }

            if (await git.WriteBlobAsync(bytes, diagnostics, CancellationToken.None) is not { } blob)
            {
                return null;
            }

            kept.Add((file.Path, blob));
        }

        return kept;
    }

    /// <summary>Does to the index what is recorded.</summary>
    public static async Task<bool> ChangeIndexAsync(GitRepository git, IReadOnlyCollection<RecordedFile> files, DiagnosticBag diagnostics)
    {
        var set = files.Where(file => file.Index is IndexChange.Set)
            .Select(file => KeyValuePair.Create(file.Path, ((IndexChange.Set)file.Index).Entry)).ToList();
        var staged = files.Where(file => file.Index is IndexChange.Staged).Select(file => file.Path).ToList();
        return (set.Count == 0 || await git.SetIndexAsync(set, diagnostics, CancellationToken.None))
            && await git.StageAsync(staged, diagnostics, CancellationToken.None);
    }

    private bool RestoreFile(
        RecordedFile file,
        RecoveryDirection to,
        Func<RepoPath, ReadOnlyMemory<byte>, string?>? keep,
        DiagnosticBag diagnostics)
    {
        var wanted = file.Side(to);
        ReadOnlyMemory<byte>? bytes = wanted is null ? null : folder.Read(wanted);
        if (wanted is not null && bytes is null)
        {
            diagnostics.Add(TransactionDiagnostics.Damaged(folder.Path));
            return false;
        }

        switch (files.Read(file.Path))
        {
            case FileRead.Refused refused:
                diagnostics.Add(refused.Problem);
                return false;
            case FileRead.Found found when Is(found, wanted):
            case FileRead.Missing when wanted is null:
                return true;
            case var other when other is FileRead.Found found ? Is(found, file.Old) || Is(found, file.New) : file.Old is null || file.New is null:
                return bytes is { } content
                    ? files.WriteAtomic(file.Path, content, wanted!.Mode, diagnostics)
                    : files.Remove(file.Path, diagnostics);
            default:
                edited.Add(file.Path);
                if (keep is not null)
                {
                    diagnostics.Add(TransactionDiagnostics.Edited(
                        file.Path, record.Command, bytes is { } lost ? keep(file.Path, lost) : null));
                }

                return true;
        }
    }

    private static bool Is(FileRead.Found found, RecordedContent? side)
        => side is not null && TransactionJson.HashOf(found.Bytes.Span) == side.Hash;

    private async Task<bool> RestoreEntriesAsync(IReadOnlyList<RecordedFile> own, DiagnosticBag diagnostics)
    {
        if (await git.IndexEntriesAsync(diagnostics, CancellationToken.None) is not { } entries)
        {
            return false;
        }

        var paths = own.Select(file => file.Path).ToHashSet();
        var current = entries.Where(entry => paths.Contains(entry.Path)).GroupBy(entry => entry.Path).ToDictionary(group => group.Key, group => group.First());
        var changes = new List<KeyValuePair<RepoPath, GitEntry?>>();
        foreach (var file in own)
        {
            var now = current.GetValueOrDefault(file.Path);
            if (IsSame(now, file.OldEntry))
            {
                continue;
            }

            if (await IsOursAsync(file, now, diagnostics) is not { } ours)
            {
                return false;
            }

            if (ours)
            {
                changes.Add(KeyValuePair.Create(file.Path, file.OldEntry));
            }
            else
            {
                diagnostics.Add(TransactionDiagnostics.StagedMeanwhile(file.Path, record.Command));
            }
        }

        return changes.Count == 0 || await git.SetIndexAsync(changes, diagnostics, CancellationToken.None);
    }

    /// <summary>Whether an entry is what this transaction made of it; null with a diagnostic when git does not say.</summary>
    private async Task<bool?> IsOursAsync(RecordedFile file, GitEntry? now, DiagnosticBag diagnostics)
    {
        if (file.Index is IndexChange.Set set)
        {
            return IsSame(now, set.Entry);
        }

        if (file.New is null || now is null)
        {
            return file.New is null && now is null;
        }

        return folder.Read(file.New) is not { } bytes ? false
            : await git.HashAsync(file.Path, bytes, diagnostics, CancellationToken.None) is { } hash ? hash == now.Blob
            : null;
    }

    private static bool IsSame(GitEntry? left, GitEntry? right) => left?.Blob == right?.Blob && left?.Mode == right?.Mode;
}
