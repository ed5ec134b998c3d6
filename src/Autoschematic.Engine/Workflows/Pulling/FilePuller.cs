using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Decides what a pull does, one file at a time; it writes nothing.</summary>
/// <param name="session">The connectors.</param>
/// <param name="selection">Where files come from and what is staged.</param>
/// <param name="request">How the remote state is taken; overwriting also takes a body that only means the same.</param>
/// <param name="shared">Takes what is said about the run rather than about one file.</param>
internal sealed class FilePuller(ConnectorSession session, Selection selection, PullRequest request, DiagnosticBag shared)
{
    private readonly ResourceComparer comparer = new(session);
    private readonly GoneFiles goneFiles = new(session.Workspace, selection);
    private readonly PullMerger merger = new(session.Workspace, selection);
    private readonly BodySecrets secrets = new(session.Workspace);

    private Workspace Workspace => session.Workspace;

    /// <summary>Compares a file with the remote side and takes over what differs.</summary>
    public async Task<PulledFile> PullAsync(
        SessionConnector connector, SelectedFile file, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var local = ReadLocal(file.File, diagnostics);
        if (diagnostics.HasErrors)
        {
            return PulledFile.Failed(connector, file, diagnostics.First());
        }

        var own = ConflictMarks.Settle(BodyFormats.Of(file.Address), local);
        var isMarked = IsMarked(local, own);
        switch (await comparer.CompareAsync(connector, new(file.Prefix, file.Address), own, cancellationToken))
        {
            case Comparison.Same same:
                return Same(connector, file, local, isMarked, same);
            case Comparison.Different different:
                Learn(file, different.Remote);
                return await MergeAsync(connector, file, local, different.Remote, different.Physical, isConfirmed: false, cancellationToken);
            case Comparison.Missing missing:
                return await goneFiles.DescribeAsync(connector, file, local, missing.WasLooked, cancellationToken);
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
        var local = ReadLocal(pulled.File.File, diagnostics);
        return diagnostics.HasErrors
            ? PulledFile.Failed(pulled.Connector, pulled.File, diagnostics.First())
            : await MergeAsync(pulled.Connector, pulled.File, local, remote, physical, isConfirmed: true, cancellationToken);
    }

    private ReadOnlyMemory<byte>? ReadLocal(RepoPath file, DiagnosticBag diagnostics)
        => request.Edited.TryGetValue(file, out var edited) ? edited : Workspace.Files.TryRead(file, diagnostics);

    /// <summary>A body that means what is there; marks of a conflict that is none any more go when a side is asked for.</summary>
    private PulledFile Same(
        SessionConnector connector, SelectedFile file, ReadOnlyMemory<byte>? local, bool isMarked, Comparison.Same same)
    {
        Learn(file, same.Remote);
        if (request.Overwrite && !same.Remote.Body.Span.SequenceEqual(local.GetValueOrDefault().Span))
        {
            return Write(connector, file, local, Whole(file, local, same.Remote), same.Remote, same.Physical);
        }

        if (!isMarked)
        {
            Workspace.Agreed.Note(file.File, local!.Value);
        }
        else if (request.Rule is ConflictRule.Ours or ConflictRule.Theirs)
        {
            var settled = ConflictMarks.Settle(BodyFormats.Of(file.Address), local)!.Value;
            return Write(connector, file, local, new(new(settled, [], [], [], [], []), settled), same.Remote, same.Physical);
        }

        return Leave(connector, file, local, new PullStatus.Unchanged(), same.Remote, same.Physical);
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
            return Write(connector, file, local, Whole(file, local, remote), remote, physical);
        }

        try
        {
            var diagnostics = new DiagnosticBag();
            var own = ConflictMarks.Settle(BodyFormats.Of(file.Address), local);
            var isMarked = IsMarked(local, own);
            var old = await merger.FindBaseAsync(file, own, isMarked, isConfirmed, diagnostics, cancellationToken);
            if (diagnostics.HasErrors)
            {
                return PulledFile.Failed(connector, file, diagnostics.First());
            }

            var isUnchanged = old is not null && own?.Span.SequenceEqual(old.Body.Span) != true
                && await merger.IsUnchangedAsync(connector.Reader!, file, old, remote, cancellationToken);
            if (own is not { } body)
            {
                return Restore(connector, file, old, isUnchanged, remote, physical);
            }

            var merge = await merger.MergeAsync(connector.Reader!, file, old, isUnchanged, body, remote, request.Rule, cancellationToken);
            return isMarked && request.Rule == ConflictRule.Report && merge.Result.Conflicts.Count == 0
                ? PulledFile.Failed(connector, file, PullingDiagnostics.StillMarked(file.File))
                : await SettleAsync(connector, file, local!.Value, merge, remote, physical, cancellationToken);
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
            return Explain(Leave(connector, file, local, new PullStatus.Conflicted(), remote, physical), result);
        }

        if (request.Rule == ConflictRule.Report && result.Unconfirmed.Count > 0)
        {
            var fields = await CommitSearch.FindAsync(Workspace.Git.Objects, file, result.Unconfirmed, cancellationToken);
            var left = PulledFile.Of(connector, file, new PullStatus.Unconfirmed(Hide(file, fields)));
            return left with { Resource = left.Resource with { Kept = secrets.Hide(file.Prefix, result.Kept) }, Undecided = (remote, physical) };
        }

        if (!result.Body.Span.SequenceEqual(local.Span))
        {
            return Write(connector, file, local, merge, remote, physical);
        }

        var isKept = result.Kept.Count > 0 || result.Conflicts.Count > 0 || result.Unconfirmed.Count > 0;
        if (!isKept)
        {
            shared.Add(PullingDiagnostics.OnlyNotation(new(file.Prefix, file.Address)));
        }

        var kept = Leave(connector, file, local, isKept ? new PullStatus.Kept() : new PullStatus.Unchanged(), remote, physical);
        return Explain(isKept && !HasMarks(merge) ? kept with { Write = kept.Write! with { Agreed = merge.Agreed } } : kept, result);
    }

    /// <summary>The file was deleted here; it stays so unless the remote side has changed since, or that is asked for.</summary>
    private PulledFile Restore(
        SessionConnector connector,
        SelectedFile file,
        PullBase? old,
        bool isUnchanged,
        RemoteResource remote,
        Address physical)
    {
        if (request.Rule == ConflictRule.Theirs || old is null)
        {
            return Write(connector, file, null, Whole(file, null, remote), remote, physical);
        }

        if (isUnchanged || request.Rule == ConflictRule.Ours)
        {
            var agreed = isUnchanged ? old.Body : Agreeable(file, old.Body, remote);
            return PulledFile.Of(connector, file, new PullStatus.Kept()) with { Write = new(default(ReadOnlyMemory<byte>?)) { Agreed = agreed } };
        }

        var conflicted = PulledFile.Of(connector, file, new PullStatus.Conflicted());
        var conflict = new MergeConflict("", BodyTrees.Decode(old.Body.Span), null, BodyTrees.Decode(remote.Body.Span));
        return conflicted with { Resource = conflicted.Resource with { Conflicts = secrets.Hide(file.Prefix, [conflict]) } };
    }

    /// <summary>Leaves the body and refreshes the outputs.</summary>
    private static PulledFile Leave(
        SessionConnector connector, SelectedFile file, ReadOnlyMemory<byte>? local, PullStatus status, RemoteResource remote, Address physical)
        => PulledFile.Of(connector, file, status) with { Write = new(local) { Outputs = (remote, physical) } };

    private PulledFile Write(
        SessionConnector connector,
        SelectedFile file,
        ReadOnlyMemory<byte>? local,
        PullMerge merge,
        RemoteResource remote,
        Address physical)
        => Explain(
            PulledFile.Of(connector, file, new PullStatus.Pulled(null)) with
            {
                Write = new(local)
                {
                    Result = merge.Result,
                    Outputs = (remote, physical),
                    Agreed = merge.Agreed,
                    IsMarked = HasMarks(merge),
                },
            },
            merge.Result);

    private PulledFile Explain(PulledFile pulled, MergeResult result)
        => pulled with
        {
            Resource = pulled.Resource with
            {
                Kept = secrets.Hide(pulled.File.Prefix, result.Kept),
                Conflicts = secrets.Hide(pulled.File.Prefix, result.Conflicts),
            },
        };

    private IReadOnlyList<CommittedField> Hide(SelectedFile file, IReadOnlyList<CommittedField> fields)
        => [.. secrets.Hide(file.Prefix, [.. fields.Select(field => field.Change)]).Zip(fields, (change, field) => field with { Change = change })];

    private bool HasMarks(PullMerge merge)
        => request.Rule == ConflictRule.Mark && (merge.Result.Conflicts.Count > 0 || merge.Result.Unconfirmed.Count > 0);

    private static bool IsMarked(ReadOnlyMemory<byte>? local, ReadOnlyMemory<byte>? settled)
        => local is { } bytes && !bytes.Span.SequenceEqual(settled!.Value.Span);

    private static PullMerge Whole(SelectedFile file, ReadOnlyMemory<byte>? local, RemoteResource remote)
        => new(BodyMerger.Replace(BodyFormats.Of(file.Address), local, remote.Body), remote.Body);

    /// <summary>The remote body as a base; null when it may hold a secret in clear.</summary>
    private ReadOnlyMemory<byte>? Agreeable(SelectedFile file, ReadOnlyMemory<byte> old, RemoteResource remote)
        => secrets.Refers(file.Prefix, old) ? default(ReadOnlyMemory<byte>?) : remote.Body;

    /// <summary>What the connector calls sensitive is a secret for every file of the run.</summary>
    private void Learn(SelectedFile file, RemoteResource remote)
        => Workspace.Secrets.Learn(SensitiveOutputs.ValuesOf(Workspace, new(file.Prefix, file.Address), remote));
}
