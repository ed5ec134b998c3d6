using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Transactions;

/// <summary>A recorded change of several files, step by step; whatever step it is killed at, the next command recovers it.</summary>
internal sealed class FileTransaction(
    GitRepository git,
    RepositoryFiles files,
    TransactionFolder folder,
    TransactionRecord record,
    IReadOnlyDictionary<RecordedFile, ReadOnlyMemory<byte>> contents,
    ITransactionFaults? faults)
{
    public IReadOnlyList<RecordedFile> Files => record.Files;

    /// <summary>Changes the files; false with diagnostics when one could not be, and those before it are changed.</summary>
    public bool ChangeFiles(DiagnosticBag diagnostics)
    {
        foreach (var file in record.Files.Where(file => file.IsChanged))
        {
            if (!ChangeFile(file, diagnostics))
            {
                return false;
            }

            faults?.Reach(TransactionStep.FileChanged);
        }

        faults?.Reach(TransactionStep.FilesChanged);
        return true;
    }

    /// <summary>Changes the index as it was recorded; false with a diagnostic that says what to run.</summary>
    public async Task<bool> ChangeIndexAsync(DiagnosticBag diagnostics)
    {
        var done = !record.Stage || await TransactionRecovery.ChangeIndexAsync(git, record.Files, diagnostics);
        faults?.Reach(TransactionStep.IndexChanged);
        return done;
    }

    /// <summary>The command is through: from now on nothing is recovered.</summary>
    public bool End(DiagnosticBag diagnostics)
    {
        try
        {
            folder.Remove();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(TransactionDiagnostics.NotRemoved(folder.Path, exception.Message));
            return false;
        }
    }

    /// <summary>Makes everything what it was; what cannot be undone now is left to the next command.</summary>
    public async Task UndoAsync(DiagnosticBag diagnostics)
    {
        var recovery = new TransactionRecovery(git, files, folder, record, faults);
        if (recovery.RestoreFiles(RecoveryDirection.Back, Keep, diagnostics) && await recovery.RestoreIndexAsync(RecoveryDirection.Back, diagnostics))
        {
            End(diagnostics);
        }

        string? Keep(Model.Addresses.RepoPath path, ReadOnlyMemory<byte> bytes) => TransactionLog.Keep(git, folder.Id, path, bytes);
    }

    /// <summary>Takes back files that were there for a while only; those that somebody changed stay.</summary>
    public void TakeBack()
    {
        var ignored = new DiagnosticBag();
        if (new TransactionRecovery(git, files, folder, record, faults).RestoreFiles(RecoveryDirection.Back, keep: null, ignored))
        {
            End(ignored);
        }
    }

    private bool ChangeFile(RecordedFile file, DiagnosticBag diagnostics)
    {
        switch (files.Read(file.Path))
        {
            case FileRead.Refused refused:
                diagnostics.Add(refused.Problem);
                return false;
            case FileRead.Found found when file.Old is null || TransactionJson.HashOf(found.Bytes.Span) != file.Old.Hash:
            case FileRead.Missing when file.Old is not null:
                diagnostics.Add(TransactionDiagnostics.ChangedMeanwhile(file.Path));
                return false;
        }

        return contents.TryGetValue(file, out var bytes)
            ? files.WriteAtomic(file.Path, bytes, file.New!.Mode, diagnostics)
            : files.Remove(file.Path, diagnostics);
    }
}
