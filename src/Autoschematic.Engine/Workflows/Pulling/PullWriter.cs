using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Writes what a pull decided for all files, as one transaction; a file that somebody changed since it was read is left alone.</summary>
/// <param name="shared">Takes what is said about the run rather than about one file.</param>
internal sealed class PullWriter(Workspace workspace, Selection selection, PullRequest request, DiagnosticBag shared)
{
    private readonly BodySecrets secrets = new(workspace);
    private readonly FileChanges changes = new();

    /// <summary>The files with what became of them; once begun it is finished, so that no half of it is left.</summary>
    public async Task<IReadOnlyList<PulledFile>> WriteAsync(IReadOnlyList<PulledFile> decided)
    {
        var planned = decided.Select(Plan).ToList();
        var problems = new DiagnosticBag();
        var preImages = await KeepAsync(planned, problems);
        var end = preImages is null ? TransactionEnd.Undone
            : changes.Paths.Count == 0 ? TransactionEnd.Done
            : await workspace.Transactions.RunAsync(
                "pull", RecoveryDirection.Forward, changes, request.Stage, problems, CancellationToken.None);
        if (end == TransactionEnd.Undone)
        {
            var reason = problems.First(found => found.Severity == DiagnosticSeverity.Error);
            shared.AddRange(problems.Where(found => found != reason));
            return [.. planned.Select(item => item.Written.Count == 0 && item.File.Write?.ChangesBody != true ? item.File : Fail(item.File, reason))];
        }

        shared.AddRange(problems);
        var finished = new List<PulledFile>();
        foreach (var (file, written) in planned)
        {
            var staged = request.Stage && end == TransactionEnd.Done && written.Count > 0 && MayStage(file);
            finished.Add(file.Write is { } write ? await FinishAsync(file, write, preImages!, staged) : file);
        }

        return finished;
    }

    private static PulledFile Fail(PulledFile file, Diagnostic reason) => PulledFile.Failed(file.Connector, file.File, reason);

    /// <summary>Plans the changes of one file, all or none, and says which paths they are.</summary>
    private (PulledFile File, IReadOnlyList<RepoPath> Written) Plan(PulledFile file)
    {
        if (file.Write is not { } write)
        {
            return (file, []);
        }

        var diagnostics = new DiagnosticBag();
        var path = file.File.File;
        var isEdited = request.Edited.ContainsKey(path);
        if (write.ChangesBody && ((!isEdited && !IsAsRead(path, write.Local, diagnostics)) || !MayWrite(file, write, diagnostics)))
        {
            return (Fail(file, diagnostics.First()), []);
        }

        var target = new PlannedFiles(workspace.Files, changes, MayStage(file) ? new IndexChange.Staged() : new IndexChange.Kept());
        var written = write.Deletes ? new OutputStore(target).Delete(file.File.Prefix, file.File.Address, null, diagnostics)
            : write.Outputs is { } outputs ? StoreOutputs(file.File, outputs.Remote, outputs.Physical, target, diagnostics)
            : [];
        if (written is null
            || (write.Deletes && !target.Delete(path, diagnostics))
            || (!isEdited && write.Result is { } result && !target.WriteAtomic(path, result.Body, diagnostics)))
        {
            return (Fail(file, diagnostics.First()), []);
        }

        target.Accept();
        return (file, write.ChangesBody && !isEdited ? [path, .. written] : written);
    }

    /// <summary>What was decided holds only for the body that it was decided for.</summary>
    private bool IsAsRead(RepoPath path, ReadOnlyMemory<byte>? local, DiagnosticBag diagnostics)
    {
        var now = workspace.Files.TryRead(path, diagnostics);
        if (!diagnostics.HasErrors && (now is { } bytes ? local?.Span.SequenceEqual(bytes.Span) != true : local is not null))
        {
            diagnostics.Add(PullingDiagnostics.ChangedMeanwhile(path));
        }

        return !diagnostics.HasErrors;
    }

    // Every remote body was read by now, so that all sensitive outputs of this run are known, whoever has them.
    private bool MayWrite(PulledFile file, PullWrite write, DiagnosticBag diagnostics)
    {
        if (write.Result is { } result
            && (!secrets.MayWrite(file.File.Prefix, result) || (write.IsMarked && !secrets.MayMark(file.File.Prefix, result))))
        {
            diagnostics.Add(WorkflowDiagnostics.HoldsSecret(file.File.File));
        }

        return !diagnostics.HasErrors;
    }

    private IReadOnlyList<RepoPath>? StoreOutputs(
        SelectedFile file,
        Model.Connectors.RemoteResource remote,
        Address physical,
        PlannedFiles target,
        DiagnosticBag diagnostics)
    {
        var stored = SensitiveOutputs.Protect(workspace, target, new(file.Prefix, file.Address), remote, shared);
        return new OutputStore(target).Merge(file.Prefix, file.Address, physical, stored.Values, diagnostics) is { } files
            ? [.. files, .. stored.Files]
            : null;
    }

    /// <summary>Keeps the bytes of every file that is rewritten or deleted as a git object; null with diagnostics when git does not.</summary>
    private async Task<IReadOnlyDictionary<RepoPath, string>?> KeepAsync(
        IReadOnlyList<(PulledFile File, IReadOnlyList<RepoPath> Written)> planned, DiagnosticBag diagnostics)
    {
        var rewritten = planned
            .Where(item => item.File.Write is { ChangesBody: true, Local: not null } && !request.Edited.ContainsKey(item.File.File.File))
            .Select(item => item.File.File.File)
            .ToList();
        return rewritten.Count == 0 ? new Dictionary<RepoPath, string>()
            : await workspace.Git.Objects.WriteAsync(rewritten, diagnostics, CancellationToken.None) is { } blobs
                ? rewritten.Zip(blobs).ToDictionary(pair => pair.First, pair => pair.Second)
                : null;
    }

    private async Task<PulledFile> FinishAsync(
        PulledFile file, PullWrite write, IReadOnlyDictionary<RepoPath, string> preImages, bool staged)
    {
        var path = file.File.File;
        var done = file with { Write = null, Resource = file.Resource with { Staged = staged } };
        if (write.Deletes)
        {
            workspace.Agreed.Forget(path);
        }
        else if (request.Edited.ContainsKey(path))
        {
            // Whether the text on the screen is ever saved is not known; until then nothing new is agreed on.
        }
        else if (write.Agreed is { } agreed && !workspace.Secrets.IsRevealedIn(agreed))
        {
            await NoteAsync(path, write, agreed);
        }

        if (!write.ChangesBody)
        {
            return done;
        }

        var preImage = preImages.GetValueOrDefault(path);
        var diff = BodyDiff.Compare(BodyFormats.Of(file.File.Address), write.Local, write.Result?.Body);
        return done with
        {
            Resource = done.Resource with
            {
                Status = write.Deletes ? new PullStatus.Deleted(preImage) : new PullStatus.Pulled(preImage),
                Diff = SecretDiffs.Hide(workspace.Secrets, diff),
                ReplacedReferences = write.Result?.ReplacedReferences ?? [],
                Edited = request.Edited.ContainsKey(path) ? write.Result?.Body : null,
            },
        };
    }

    /// <summary>Notes what was agreed on; what was decided for the file's own values is not asked again.</summary>
    private async Task NoteAsync(RepoPath path, PullWrite write, ReadOnlyMemory<byte> agreed)
    {
        if (request.Rule == ConflictRule.Ours)
        {
            await workspace.Agreed.NoteAsync(path, agreed, CancellationToken.None, forgetEarlier: true);
        }
        else if (write.Result is { } result && result.Body.Span.SequenceEqual(agreed.Span))
        {
            workspace.Agreed.Note(path, agreed);
        }
        else
        {
            await workspace.Agreed.NoteAsync(path, agreed, CancellationToken.None);
        }
    }

    /// <summary>A file with changes that are not staged stays so, and so does one that waits for a person: its owner decides what goes into the index.</summary>
    private bool MayStage(PulledFile file) => file.Write?.IsMarked != true && !selection.DiffersFromIndex(file.File.File);
}
