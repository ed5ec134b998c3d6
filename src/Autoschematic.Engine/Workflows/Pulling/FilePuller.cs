using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Pulls one file at a time.</summary>
/// <param name="session">The connectors.</param>
/// <param name="selection">Where files come from and what is staged.</param>
/// <param name="overwrite">Whether a body that only means the same is taken too, so that the bytes are the remote's.</param>
/// <param name="withheld">Takes what is said about outputs that are not written.</param>
internal sealed class FilePuller(ConnectorSession session, Selection selection, bool overwrite, DiagnosticBag withheld)
{
    private readonly ResourceComparer comparer = new(session);

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

        return await comparer.CompareAsync(connector, new(file.Prefix, file.Address), local, cancellationToken) switch
        {
            Comparison.Same same when overwrite && !same.Remote.Body.Span.SequenceEqual(local.GetValueOrDefault().Span)
                => await OverwriteAsync(connector, file, local, same.Remote, same.Physical),
            Comparison.Same same => RefreshOutputs(connector, file, same.Remote, same.Physical),
            Comparison.Different different => await OverwriteAsync(connector, file, local, different.Remote, different.Physical),
            Comparison.Missing => PulledFile.Of(connector, file, new PullStatus.Gone()),
            Comparison.Waiting waiting => PulledFile.Of(connector, file, new PullStatus.Deferred(waiting.Reads)),
            Comparison.Failed failed => PulledFile.Failed(connector, file, failed.Diagnostic),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
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

        var diff = BodyDiff.Compare(BodyFormats.Of(file.Address), local, null);
        return gone with
        {
            Resource = gone.Resource with { Status = new PullStatus.Deleted(preImage), Diff = diff },
            Written = [file.File, .. outputs],
            MayStage = mayStage,
        };
    }

    private PulledFile RefreshOutputs(
        SessionConnector connector, SelectedFile file, RemoteResource remote, Address physical)
    {
        var diagnostics = new DiagnosticBag();
        var mayStage = MayStage(file);
        return StoreOutputs(file, remote, physical, diagnostics) is { } written
            ? PulledFile.Of(connector, file, new PullStatus.Unchanged()) with { Written = written, MayStage = mayStage }
            : PulledFile.Failed(connector, file, diagnostics.First());
    }

    /// <summary>Keeps the old bytes first; once begun it is finished, so that no half of it is left.</summary>
    private async Task<PulledFile> OverwriteAsync(
        SessionConnector connector,
        SelectedFile file,
        ReadOnlyMemory<byte>? local,
        RemoteResource remote,
        Address physical)
    {
        if (Workspace.Secrets.IsRevealedIn(Encoding.UTF8.GetString(remote.Body.Span)))
        {
            return PulledFile.Failed(connector, file, WorkflowDiagnostics.HoldsSecret(file.File));
        }

        var diagnostics = new DiagnosticBag();
        var mayStage = MayStage(file);
        var format = BodyFormats.Of(file.Address);
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
            || !Workspace.Files.WriteAtomic(file.File, remote.Body, diagnostics))
        {
            return PulledFile.Failed(connector, file, diagnostics.First());
        }

        var resource = new PulledResource(
            new(file.Prefix, file.Address),
            connector.Name,
            new PullStatus.Pulled(preImage),
            BodyDiff.Compare(format, local, remote.Body),
            local is { } old ? LostReferences(format, old, remote.Body) : [],
            false);
        return new(connector, file, resource, [file.File, .. written], mayStage);
    }

    private IReadOnlyList<RepoPath>? StoreOutputs(
        SelectedFile file, RemoteResource remote, Address physical, DiagnosticBag diagnostics)
    {
        var stored = SensitiveOutputs.Protect(Workspace, new(file.Prefix, file.Address), remote, withheld);
        return Workspace.Outputs.Merge(file.Prefix, file.Address, physical, stored.Values, diagnostics) is { } files
            ? [.. files, .. stored.Files]
            : null;
    }

    /// <summary>A file with changes that are not staged stays so: its owner decides what goes into the index.</summary>
    private bool MayStage(SelectedFile file)
        => !selection.DiffersFromIndex(file.File) && (file.StagedBlob is not null || file.BaseBlob is not null || !Workspace.Files.Exists(file.File));

    private static IReadOnlyList<OutputReference> LostReferences(
        BodyFormat format, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var kept = ReferenceScanner.Find(format, after).References.Select(found => found.Reference).ToHashSet();
        return
        [
            .. ReferenceScanner.Find(format, before).References
                .Select(found => found.Reference)
                .Where(reference => !kept.Contains(reference))
                .Distinct(),
        ];
    }
}
