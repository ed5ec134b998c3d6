using System.Collections.Concurrent;
using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.Redaction;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Imports single resources and remembers what was written.</summary>
internal sealed class ImportRun(ConnectorSession session, ImportRequest request, EventSink events)
{
    private const string GoneReason = "it was gone when it was read";
    private const string ExistsReason = "the file exists";

    private readonly ClaimedPaths claims = new();
    private readonly ConcurrentBag<(SessionConnector Connector, ListedResource Listed)> gone = [];
    private readonly HashSet<(SessionConnector Connector, string Listed)> stillListed = [];
    private readonly ConcurrentDictionary<RepoPath, byte> written = new();
    private readonly ConcurrentBag<(SessionConnector Connector, string Listed, Address? Address, ImportStatus Status, Claim? Claim)> results = [];
    private readonly ConcurrentBag<(RepoPath File, DiagnosticBag Found)> notes = [];
    private readonly ConcurrentBag<string> sensitive = [];
    private readonly HashSet<Claim> leaking = [];
    private readonly BodySecrets secrets = new(session.Workspace);
    private readonly LateFolders bodies = new(session.Workspace.Files);

    private Workspace Workspace => session.Workspace;

    /// <summary>Imports one listed resource; every failure is its own and none stops the others.</summary>
    public async Task ImportAsync(SessionConnector connector, ListedResource listed, CancellationToken cancellationToken)
    {
        Address? address = null;
        Claim? claim = null;
        ImportStatus status;
        try
        {
            (address, claim, status) = await TakeAsync(connector, listed, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            address = listed.Virtual ?? listed.Physical;
            status = new ImportStatus.Failed(
                session.Describe(exception, address is null ? null : new ResourceKey(connector.Prefix, address)));
        }

        results.Add((connector, listed.Text, address, status, claim));
        if (address is not null)
        {
            events.Send(new WorkflowEvent.ResourceDone(WorkflowPhase.Importing, new(connector.Prefix, address), status.Word));
        }
    }

    /// <summary>Lists once more what was gone when it was read: what is still there was never gone.</summary>
    public async Task CheckGoneAsync(RemoteLister lister, CancellationToken cancellationToken)
    {
        foreach (var group in gone.GroupBy(item => item.Connector))
        {
            // What cannot be listed now was reported when it was listed, or is gone with its connector.
            var now = await lister.ListAsync(group.Key, [], cancellationToken);
            stillListed.UnionWith(group.Select(item => (group.Key, item.Listed.Text)).Intersect(now.Select(item => (group.Key, item.Text))));
        }
    }

    /// <summary>Makes durable that the bodies are there.</summary>
    public Task SyncAsync(DiagnosticBag diagnostics) => Workspace.Disk.RunAsync(() => bodies.Sync(diagnostics));

    /// <summary>Takes back every body that has in clear what another resource, read later perhaps, calls sensitive.</summary>
    public void TakeBackSecrets()
    {
        Workspace.Secrets.Learn(sensitive);
        if (!Workspace.Secrets.IsAnythingRevealed)
        {
            return;
        }

        foreach (var (connector, _, address, _, claim) in results)
        {
            if (claim is not null
                && address is not null
                && connector.Prefix.FileOf(address) is var file
                && written.ContainsKey(file)
                && Workspace.Files.TryRead(file, []) is { } body
                && Workspace.Secrets.IsRevealedIn(body))
            {
                claim.TakeBack();
                leaking.Add(claim);
            }
        }
    }

    /// <summary>What became of every resource, in file order of the connectors and ordinal order of addresses.</summary>
    public IReadOnlyList<ImportedResource> Results()
    {
        var order = session.Connectors.Select((connector, index) => (connector, index)).ToDictionary(pair => pair.connector, pair => pair.index);
        return
        [
            .. results
                .OrderBy(result => order[result.Connector])
                .ThenBy(result => result.Address?.Text ?? result.Listed, StringComparer.Ordinal)
                .ThenBy(result => result.Listed, StringComparer.Ordinal)
                .Select(result => new ImportedResource(
                    result.Connector.Prefix, result.Connector.Name, result.Listed, result.Address, FinalStatus(result))),
        ];
    }

    /// <summary>What is to be said beside the statuses, in ordinal order of files.</summary>
    public IEnumerable<Diagnostic> Notes() => notes.OrderBy(note => note.File).SelectMany(note => note.Found);

    /// <summary>Files that were written and are still there, in ordinal order.</summary>
    public IReadOnlyList<RepoPath> WrittenFiles() => [.. written.Keys.Order()];

    private ImportStatus FinalStatus((SessionConnector Connector, string Listed, Address? Address, ImportStatus Status, Claim? Claim) result)
        => result.Claim?.Collision is { } collision ? new ImportStatus.Failed(collision)
            : result.Claim is { } claim && leaking.Contains(claim)
                ? new ImportStatus.Failed(WorkflowDiagnostics.HoldsSecret(result.Connector.Prefix.FileOf(result.Address!)))
            : stillListed.Contains((result.Connector, result.Listed))
                ? new ImportStatus.Failed(ImportingDiagnostics.ListedButGone(
                    result.Connector.Prefix.FileOf(result.Address!), result.Connector, ForeignText.CleanLine(result.Listed)))
                : result.Status;

    private async Task<(Address? Address, Claim? Claim, ImportStatus Status)> TakeAsync(
        SessionConnector connector, ListedResource listed, CancellationToken cancellationToken)
    {
        if (listed.Problem is not null || listed.Physical is not { } physical)
        {
            return (null, null, new ImportStatus.Failed(listed.Problem!));
        }

        var address = listed.Virtual ?? physical;
        if (FindExisting(connector.ConfiguredPrefix, address, physical) is { } reason)
        {
            return Claimed(connector, listed, address, reason);
        }

        var remote = await connector.Reader!.GetAsync(physical, cancellationToken);
        if (remote is null)
        {
            gone.Add((connector, listed));
            return (address, null, new ImportStatus.Skipped(GoneReason));
        }

        if (listed.Virtual is null && remote.VirtualAddress is { } suggestion)
        {
            var problems = new DiagnosticBag();
            if (session.CheckAddress(connector, "Get", suggestion, problems) is not { } suggested)
            {
                return (physical, null, new ImportStatus.Failed(problems.First()));
            }

            address = suggested;
            if (FindExisting(connector.ConfiguredPrefix, address, physical) is { } known)
            {
                return Claimed(connector, listed, address, known);
            }
        }

        if (await CheckOwnerAsync(connector, listed.Text, address, cancellationToken) is { } refused)
        {
            return (address, null, refused);
        }

        var taken = Claimed(connector, listed, address, new ImportStatus.Imported());
        if (taken.Status is ImportStatus.Imported)
        {
            var problems = new DiagnosticBag();
            var old = await KeepAsync(connector.Prefix.FileOf(address), remote, problems);
            if (problems.HasErrors)
            {
                return taken with { Status = new ImportStatus.Failed(problems.First()) };
            }

            taken.Status = await Workspace.Disk.RunAsync(() =>
            {
                var status = taken.Status;
                taken.Claim.Write(() => Write(connector.Prefix, address, physical, remote, old, out status));
                return status;
            });
        }

        return taken;
    }

    /// <summary>Takes a path, also for a resource that has its file already: a second one of that path is an error of both.</summary>
    private (Address Address, Claim Claim, ImportStatus Status) Claimed(
        SessionConnector connector, ListedResource listed, Address address, ImportStatus status)
    {
        var file = connector.Prefix.FileOf(address);
        var claim = claims.Take(file, listed.Text);
        return claim.Listed == listed.Text
            ? (address, claim, status)
            : (address, claim, new ImportStatus.Failed(ImportingDiagnostics.Collision(file, [claim.Listed, listed.Text])));
    }

    /// <summary>Why the resource is not imported: its file is here, or another prefix of the resource group has it.</summary>
    private ImportStatus? FindExisting(ConfiguredPrefix prefix, Address address, Address physical)
    {
        var file = prefix.Prefix.FileOf(address);
        switch (Workspace.Files.KindOf(file))
        {
            case FileKind.File when !request.Overwrite:
                return new ImportStatus.Skipped(ExistsReason);
            case FileKind.Folder or FileKind.Other:
                return new ImportStatus.Failed(ImportingDiagnostics.NotAFile(file));
            default:
                break;
        }

        return Workspace.HolderInGroup(prefix, address, physical) is { } holder
            ? new ImportStatus.Skipped($"prefix `{holder}` of the same resource group has it")
            : null;
    }

    private async Task<ImportStatus?> CheckOwnerAsync(
        SessionConnector connector, string listed, Address address, CancellationToken cancellationToken)
        => await session.FindOwnerAsync(connector.Prefix, address, FilterBits.Resource, cancellationToken) switch
        {
            Ownership.Owned owned when owned.Connector == connector => null,
            Ownership.Owned owned => new ImportStatus.Failed(
                ImportingDiagnostics.OwnedByOther(connector.Prefix.FileOf(address), connector, owned.Connector)),
            Ownership.NotKnown unknown => new ImportStatus.Failed(unknown.Diagnostic),
            Ownership.Unowned { OtherRoles: true } => new ImportStatus.Skipped("its connector does not take it for a resource"),
            _ => new ImportStatus.Failed(
                ImportingDiagnostics.NotItsResource(connector.Prefix.FileOf(address), connector, ForeignText.CleanLine(listed))),
        };

    /// <summary>The file as it is, kept as a git object when it is to become another; nothing when there is none.</summary>
    private async Task<OldFile?> KeepAsync(RepoPath file, RemoteResource remote, DiagnosticBag problems)
    {
        if (Workspace.Files.TryRead(file, problems) is not { } bytes)
        {
            return null;
        }

        return new(bytes, !request.Overwrite || bytes.Span.SequenceEqual(remote.Body.Span)
            ? null
            : await Workspace.Git.WriteBlobAsync(bytes, problems, CancellationToken.None));
    }

    /// <summary>Writes outputs, then the body, so that a body on disk says that everything is there.</summary>
    private Action? Write(
        Prefix prefix, Address address, Address physical, RemoteResource remote, OldFile? old, out ImportStatus status)
    {
        var (problems, found) = (new DiagnosticBag(), new DiagnosticBag());
        var file = prefix.FileOf(address);
        notes.Add((file, found));
        var before = ReadAll(prefix, address, physical, remote, problems);
        if (FindObstacle(prefix, address, before[file], old, remote) is { } obstacle)
        {
            status = obstacle;
            return null;
        }

        var stored = SensitiveOutputs.Protect(Workspace, Workspace.Files, new(prefix, address), remote, found);
        var values = stored.Values.ToDictionary(pair => pair.Key, pair => pair.Value!);
        var outputs = problems.HasErrors ? null : Workspace.Outputs.Replace(prefix, address, physical, values, problems);
        if (outputs is null || !bodies.WriteAtomic(file, remote.Body, problems))
        {
            status = new ImportStatus.Failed(problems.First());
            Restore(before, found);
            return null;
        }

        // What was there already is staged too: an import that was cut short may have written it.
        RepoPath[] changed = [.. before.Where(entry => entry.Value is not null).Select(entry => entry.Key).Append(file).Union(outputs).Union(stored.Files)];
        foreach (var path in changed)
        {
            written.TryAdd(path, 0);
        }

        Workspace.Agreed.Note(file, remote.Body);
        status = old is null ? new ImportStatus.Imported() : new ImportStatus.Replaced(old.PreImage);
        return () =>
        {
            Workspace.Agreed.Forget(file);
            Restore(before, found);
            foreach (var path in changed)
            {
                written.TryRemove(path, out _);
            }
        };
    }

    /// <summary>Why a body must not be written: somebody was at the file meanwhile, or it has in clear what is sealed here.</summary>
    private ImportStatus? FindObstacle(
        Prefix prefix, Address address, ReadOnlyMemory<byte>? now, OldFile? old, RemoteResource remote)
    {
        var file = prefix.FileOf(address);
        if (now is { } bytes ? old?.Bytes.Span.SequenceEqual(bytes.Span) != true : old is not null)
        {
            return new ImportStatus.Failed(ImportingDiagnostics.ChangedMeanwhile(file));
        }

        if (old is not null && !request.Overwrite)
        {
            return new ImportStatus.Skipped(ExistsReason);
        }

        // Its own secrets are known; those of others when everything was read.
        var resource = new ResourceKey(prefix, address);
        var values = SensitiveOutputs.ValuesOf(Workspace, resource, remote);
        values.ToList().ForEach(sensitive.Add);
        var own = new Redactor();
        own.AddRange(values);
        if (old is not null)
        {
            OutputResolver.Resolve(Workspace, resource, old.Bytes, new DiagnosticBag());
        }

        return own.ContainsSecret(Encoding.UTF8.GetString(remote.Body.Span))
            || !secrets.MayWrite(prefix, BodyMerger.Replace(BodyFormats.Of(address), old?.Bytes, remote.Body))
                ? new ImportStatus.Failed(WorkflowDiagnostics.HoldsSecret(file))
                : null;
    }

    /// <summary>Every file that an import may write, as it is before; null for one that does not exist.</summary>
    private Dictionary<RepoPath, ReadOnlyMemory<byte>?> ReadAll(
        Prefix prefix, Address address, Address physical, RemoteResource remote, DiagnosticBag problems)
    {
        var located = Workspace.Outputs.Locate(prefix, address, problems);
        var holder = located?.Address ?? address;
        RepoPath[] files =
        [
            prefix.FileOf(address),
            OutputPaths.FileOf(prefix, holder),
            OutputPaths.FileOf(prefix, physical),
            .. (located?.Values.Values ?? []).Select(value => SealedOutputPaths.FileBehind(prefix, value)).OfType<RepoPath>(),
            .. remote.SensitiveOutputs.Select(key => SealedOutputPaths.FileOf(prefix, holder, key)),
        ];
        return files.Distinct().ToDictionary(path => path, path => Workspace.Files.TryRead(path, problems));
    }

    private void Restore(Dictionary<RepoPath, ReadOnlyMemory<byte>?> before, DiagnosticBag found)
    {
        foreach (var (path, content) in before)
        {
            _ = content is { } bytes ? Workspace.Files.WriteAtomic(path, bytes, found) : Workspace.Files.Delete(path, found);
        }
    }

    /// <summary>A file that is to be replaced.</summary>
    private sealed record OldFile(ReadOnlyMemory<byte> Bytes, string? PreImage);
}
