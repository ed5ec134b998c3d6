using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Merging;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Pulls one file at a time.</summary>
/// <param name="session">The connectors.</param>
/// <param name="selection">Where files come from and what is staged.</param>
/// <param name="request">How the remote state is taken; overwriting also takes a body that only means the same.</param>
/// <param name="shared">Takes what is said about the run rather than about one file.</param>
internal sealed class FilePuller(ConnectorSession session, Selection selection, PullRequest request, DiagnosticBag shared)
{
    private readonly ResourceComparer comparer = new(session);
    private readonly PullMerger merger = new(session.Workspace, selection);
    private readonly PullSecrets secrets = new(session.Workspace);

    private Workspace Workspace => session.Workspace;

    /// <summary>Compares a file with the remote side and takes over what differs.</summary>
    public async Task<PulledFile> PullAsync(
        SessionConnector connector, SelectedFile file, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var local = Workspace.Files.TryRead(file.File, diagnostics);
        if (diagnostics.HasErrors)
        {
            return PulledFile.Failed(connector, file, diagnostics.First());
        }

        switch (await comparer.CompareAsync(connector, new(file.Prefix, file.Address), local, cancellationToken))
        {
            case Comparison.Same same when request.Overwrite && !same.Remote.Body.Span.SequenceEqual(local.GetValueOrDefault().Span):
                return await WriteAsync(connector, file, local, Whole(file, local, same.Remote), same.Remote, same.Physical);
            case Comparison.Same same:
                Workspace.Agreed.Note(file.File, local!.Value);
                return Leave(connector, file, new PullStatus.Unchanged(), same.Remote, same.Physical);
            case Comparison.Different different:
                return await MergeAsync(connector, file, local, different.Remote, different.Physical, isConfirmed: false, cancellationToken);
            case Comparison.Missing:
                return PulledFile.Of(connector, file, new PullStatus.Gone());
            case Comparison.Waiting waiting:
                return PulledFile.Of(connector, file, new PullStatus.Deferred(waiting.Reads));
            case Comparison.Failed failed:
                return PulledFile.Failed(connector, file, failed.Diagnostic);
            case var other:
                throw new System.Diagnostics.UnreachableException(other.GetType().Name);
        }
    }

    /// <summary>Takes the remote state of a file although that takes back a commit; what both sides changed stays a conflict.</summary>
    public async Task<PulledFile> ConfirmAsync(PulledFile pulled, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var (remote, physical) = pulled.Undecided!.Value;
        var local = Workspace.Files.TryRead(pulled.File.File, diagnostics);
        return diagnostics.HasErrors
            ? PulledFile.Failed(pulled.Connector, pulled.File, diagnostics.First())
            : await MergeAsync(pulled.Connector, pulled.File, local, remote, physical, isConfirmed: true, cancellationToken);
    }

    /// <summary>Removes the file of a resource that is gone, with its outputs.</summary>
    public async Task<PulledFile> DeleteAsync(PulledFile gone, CancellationToken cancellationToken)
    {
        var file = gone.File;
        var diagnostics = new DiagnosticBag();
        var mayStage = MayStage(file);
        var local = Workspace.Files.TryRead(file.File, diagnostics);
        var preImage = local is { } bytes ? await Workspace.Git.WriteBlobAsync(bytes, diagnostics, cancellationToken) : null;
        if (diagnostics.HasErrors || !Workspace.Files.Delete(file.File, diagnostics))
        {
            return PulledFile.Failed(gone.Connector, file, diagnostics.First());
        }

        var outputs = Workspace.Outputs.Delete(file.Prefix, file.Address, null, diagnostics);
        if (outputs is null)
        {
            return PulledFile.Failed(gone.Connector, file, diagnostics.First());
        }

        Workspace.Agreed.Forget(file.File);
        var diff = BodyDiff.Compare(BodyFormats.Of(file.Address), local, null);
        return gone with
        {
            Resource = gone.Resource with { Status = new PullStatus.Deleted(preImage), Diff = diff },
            Written = [file.File, .. outputs],
            MayStage = mayStage,
        };
    }

    private async Task<PulledFile> MergeAsync(
        SessionConnector connector,
        SelectedFile file,
        ReadOnlyMemory<byte>? local,
        RemoteResource remote,
        Address physical,
        bool isConfirmed,
        CancellationToken cancellationToken)
    {
        if (request.Overwrite)
        {
            return await WriteAsync(connector, file, local, Whole(file, local, remote), remote, physical);
        }

        try
        {
            var diagnostics = new DiagnosticBag();
            var old = await merger.FindBaseAsync(file, isConfirmed, diagnostics, cancellationToken);
            if (diagnostics.HasErrors)
            {
                return PulledFile.Failed(connector, file, diagnostics.First());
            }

            var isUnchanged = old is not null && local?.Span.SequenceEqual(old.Body.Span) != true
                && await merger.IsUnchangedAsync(connector.Reader!, file, old, remote, cancellationToken);
            if (local is not { } own)
            {
                return await RestoreAsync(connector, file, old, isUnchanged, remote, physical);
            }

            var merge = await merger.MergeAsync(connector.Reader!, file, old, isUnchanged, own, remote, request.Rule, cancellationToken);
            return await SettleAsync(connector, file, own, merge, remote, physical, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            return PulledFile.Failed(connector, file, session.Describe(exception, new(file.Prefix, file.Address)));
        }
    }

    private async Task<PulledFile> SettleAsync(
        SessionConnector connector,
        SelectedFile file,
        ReadOnlyMemory<byte> local,
        PullMerge merge,
        RemoteResource remote,
        Address physical,
        CancellationToken cancellationToken)
    {
        var result = merge.Result;
        if (request.Rule == ConflictRule.Report && result.Conflicts.Count > 0)
        {
            var conflicted = Leave(connector, file, new PullStatus.Conflicted(), remote, physical);
            return conflicted with { Resource = conflicted.Resource with { Conflicts = secrets.Hide(file.Prefix, result.Conflicts), Kept = secrets.Hide(file.Prefix, result.Kept) } };
        }

        if (request.Rule == ConflictRule.Report && result.Unconfirmed.Count > 0)
        {
            var fields = await CommitSearch.FindAsync(Workspace.Git.Objects, file, result.Unconfirmed, cancellationToken);
            var left = PulledFile.Of(connector, file, new PullStatus.Unconfirmed(secrets.Hide(file.Prefix, fields)));
            return left with { Resource = left.Resource with { Kept = secrets.Hide(file.Prefix, result.Kept) }, Undecided = (remote, physical) };
        }

        if (!result.Body.Span.SequenceEqual(local.Span))
        {
            return await WriteAsync(connector, file, local, merge, remote, physical);
        }

        var isKept = result.Kept.Count > 0 || result.Conflicts.Count > 0 || result.Unconfirmed.Count > 0;
        if (isKept)
        {
            await NoteAsync(file, merge.Agreed);
        }
        else
        {
            shared.Add(PullingDiagnostics.OnlyNotation(new(file.Prefix, file.Address)));
        }

        var kept = Leave(connector, file, isKept ? new PullStatus.Kept() : new PullStatus.Unchanged(), remote, physical);
        return kept with { Resource = kept.Resource with { Kept = secrets.Hide(file.Prefix, result.Kept), Conflicts = secrets.Hide(file.Prefix, result.Conflicts) } };
    }

    /// <summary>The file was deleted here; it stays so unless the remote side has changed since, or that is asked for.</summary>
    private async Task<PulledFile> RestoreAsync(
        SessionConnector connector,
        SelectedFile file,
        PullBase? old,
        bool isUnchanged,
        RemoteResource remote,
        Address physical)
    {
        if (request.Rule == ConflictRule.Theirs || old is null)
        {
            return await WriteAsync(connector, file, null, Whole(file, null, remote), remote, physical);
        }

        if (isUnchanged || request.Rule == ConflictRule.Ours)
        {
            await NoteAsync(file, isUnchanged ? old.Body : Agreeable(file, old.Body, remote));
            return PulledFile.Of(connector, file, new PullStatus.Kept());
        }

        var conflicted = PulledFile.Of(connector, file, new PullStatus.Conflicted());
        var conflict = new MergeConflict("", BodyTrees.Decode(old.Body.Span), null, BodyTrees.Decode(remote.Body.Span));
        return conflicted with { Resource = conflicted.Resource with { Conflicts = secrets.Hide(file.Prefix, [conflict]) } };
    }

    /// <summary>Leaves the body and refreshes the outputs.</summary>
    private PulledFile Leave(
        SessionConnector connector, SelectedFile file, PullStatus status, RemoteResource remote, Address physical)
    {
        var diagnostics = new DiagnosticBag();
        var mayStage = MayStage(file);
        return StoreOutputs(file, remote, physical, diagnostics) is { } written
            ? PulledFile.Of(connector, file, status) with { Written = written, MayStage = mayStage }
            : PulledFile.Failed(connector, file, diagnostics.First());
    }

    /// <summary>Keeps the old bytes first; once begun it is finished, so that no half of it is left.</summary>
    private async Task<PulledFile> WriteAsync(
        SessionConnector connector,
        SelectedFile file,
        ReadOnlyMemory<byte>? local,
        PullMerge merge,
        RemoteResource remote,
        Address physical)
    {
        if (!secrets.MayWrite(file.Prefix, merge.Result)
            || (request.Rule == ConflictRule.Mark && !secrets.MayMark(file.Prefix, merge.Result)))
        {
            return PulledFile.Failed(connector, file, WorkflowDiagnostics.HoldsSecret(file.File));
        }

        var diagnostics = new DiagnosticBag();
        var mayStage = MayStage(file);
        string? preImage = null;
        if (local is { } bytes)
        {
            preImage = await Workspace.Git.WriteBlobAsync(bytes, diagnostics, CancellationToken.None);
            if (preImage is null)
            {
                return PulledFile.Failed(connector, file, diagnostics.First());
            }
        }

        if (StoreOutputs(file, remote, physical, diagnostics) is not { } written
            || !Workspace.Files.WriteAtomic(file.File, merge.Result.Body, diagnostics))
        {
            return PulledFile.Failed(connector, file, diagnostics.First());
        }

        await NoteAsync(file, merge.Agreed);
        var resource = new PulledResource(
            new(file.Prefix, file.Address),
            connector.Name,
            new PullStatus.Pulled(preImage),
            SecretDiffs.Hide(Workspace.Secrets, BodyDiff.Compare(BodyFormats.Of(file.Address), local, merge.Result.Body)))
        {
            Kept = secrets.Hide(file.Prefix, merge.Result.Kept),
            Conflicts = secrets.Hide(file.Prefix, merge.Result.Conflicts),
            ReplacedReferences = merge.Result.ReplacedReferences,
        };
        return new(connector, file, resource, [file.File, .. written], mayStage);
    }

    private static PullMerge Whole(SelectedFile file, ReadOnlyMemory<byte>? local, RemoteResource remote)
        => new(BodyMerger.Replace(BodyFormats.Of(file.Address), local, remote.Body), remote.Body);

    /// <summary>The remote body as a base; null when it may hold a secret in clear.</summary>
    private ReadOnlyMemory<byte>? Agreeable(SelectedFile file, ReadOnlyMemory<byte> old, RemoteResource remote)
        => secrets.Refers(file.Prefix, old) ? default(ReadOnlyMemory<byte>?) : remote.Body;

    /// <summary>Remembers a base, unless it holds a secret in clear.</summary>
    private async Task NoteAsync(SelectedFile file, ReadOnlyMemory<byte>? agreed)
    {
        if (agreed is { } body && !secrets.Holds(body))
        {
            await Workspace.Agreed.NoteAsync(file.File, body, CancellationToken.None);
        }
    }

    private IReadOnlyList<RepoPath>? StoreOutputs(
        SelectedFile file, RemoteResource remote, Address physical, DiagnosticBag diagnostics)
    {
        var stored = SensitiveOutputs.Protect(Workspace, new(file.Prefix, file.Address), remote, shared);
        return Workspace.Outputs.Merge(file.Prefix, file.Address, physical, stored.Values, diagnostics) is { } files
            ? [.. files.Union(stored.Files).Union(LeftUnstaged(file, physical))]
            : null;
    }

    /// <summary>Output files that are right already and not staged: a pull that was cut short may have written them.</summary>
    private IEnumerable<RepoPath> LeftUnstaged(SelectedFile file, Address physical)
        => new[] { file.Address, physical }
            .Select(address => OutputPaths.FileOf(file.Prefix, address))
            .Where(path => Workspace.Files.Exists(path) && selection.DiffersFromIndex(path));

    /// <summary>A file with changes that are not staged stays so: its owner decides what goes into the index.</summary>
    private bool MayStage(SelectedFile file) => !selection.DiffersFromIndex(file.File);
}
