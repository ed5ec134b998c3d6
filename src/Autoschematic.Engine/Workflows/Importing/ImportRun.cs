using System.Collections.Concurrent;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Imports single resources and remembers what was written.</summary>
internal sealed class ImportRun(ConnectorSession session, ImportRequest request, EventSink events, DiagnosticBag diagnostics)
{
    private readonly ClaimedPaths claims = new();
    private readonly ConcurrentDictionary<RepoPath, byte> written = new();
    private readonly ConcurrentBag<(SessionConnector Connector, string Listed, Address? Address, ImportStatus Status, Claim? Claim)> results = [];

    public DiagnosticBag Diagnostics { get; } = diagnostics;

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
                    result.Connector.Prefix, result.Connector.Name, result.Listed, result.Address, FinalStatus(result.Status, result.Claim))),
        ];
    }

    /// <summary>Files that were written and are still there, in ordinal order.</summary>
    public IReadOnlyList<RepoPath> WrittenFiles() => [.. written.Keys.Order()];

    private static ImportStatus FinalStatus(ImportStatus status, Claim? claim)
        => claim?.Rival is { } rival
            ? new ImportStatus.Failed(Collision(claim, rival))
            : status;

    private static Diagnostic Collision(Claim claim, string rival)
        => string.CompareOrdinal(claim.Listed, rival) <= 0
            ? ImportingDiagnostics.Collision(claim.File, claim.Listed, rival)
            : ImportingDiagnostics.Collision(claim.File, rival, claim.Listed);

    private async Task<(Address? Address, Claim? Claim, ImportStatus Status)> TakeAsync(
        SessionConnector connector, ListedResource listed, CancellationToken cancellationToken)
    {
        if (listed.Problem is not null || listed.Physical is not { } physical)
        {
            return (null, null, new ImportStatus.Failed(listed.Problem!));
        }

        if (FindExisting(connector.ConfiguredPrefix, listed.Virtual ?? physical, physical) is { } reason)
        {
            return (listed.Virtual ?? physical, null, reason);
        }

        var remote = await connector.Reader!.GetAsync(physical, cancellationToken);
        if (remote is null)
        {
            return (listed.Virtual ?? physical, null, new ImportStatus.Skipped("it was gone when it was read"));
        }

        var address = listed.Virtual ?? physical;
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
                return (address, null, known);
            }
        }

        if (await CheckOwnerAsync(connector, address, cancellationToken) is { } refused)
        {
            return (address, null, refused);
        }

        var claim = claims.Take(connector.Prefix.FileOf(address), listed.Text);
        if (claim.Listed != listed.Text)
        {
            claim.Contest(listed.Text);
            return (address, claim, new ImportStatus.Failed(Collision(claim, listed.Text)));
        }

        ImportStatus status = new ImportStatus.Imported();
        claim.Write(() => Write(connector.Prefix, address, physical, remote, out status));
        return (address, claim, status);
    }

    /// <summary>Why the resource is not imported: its file is here, or another prefix of the resource group has it.</summary>
    private ImportStatus? FindExisting(ConfiguredPrefix prefix, Address address, Address physical)
    {
        var file = prefix.Prefix.FileOf(address);
        switch (Workspace.Files.KindOf(file))
        {
            case FileKind.File when !request.Overwrite:
                return new ImportStatus.Skipped("the file exists");
            case FileKind.Folder or FileKind.Other:
                return new ImportStatus.Failed(ImportingDiagnostics.NotAFile(file));
            default:
                break;
        }

        if (prefix.ResourceGroup is not { } group)
        {
            return null;
        }

        foreach (var other in Workspace.Config.Prefixes.Where(other => other.ResourceGroup == group && other != prefix))
        {
            if (Workspace.Files.Exists(other.Prefix.FileOf(address))
                || Workspace.Outputs.Exists(other.Prefix, address)
                || Workspace.Outputs.Exists(other.Prefix, physical))
            {
                return new ImportStatus.Skipped($"prefix `{other.Prefix}` of the same resource group has it");
            }
        }

        return null;
    }

    private async Task<ImportStatus?> CheckOwnerAsync(
        SessionConnector connector, Address address, CancellationToken cancellationToken)
        => await session.FindOwnerAsync(connector.Prefix, address, FilterBits.Resource, cancellationToken) switch
        {
            Ownership.Owned owned when owned.Connector == connector => null,
            Ownership.Owned owned => new ImportStatus.Failed(
                ImportingDiagnostics.OwnedByOther(connector.Prefix.FileOf(address), connector, owned.Connector)),
            Ownership.NotKnown unknown => new ImportStatus.Failed(unknown.Diagnostic),
            _ => new ImportStatus.Skipped("its connector does not take it for a resource"),
        };

    /// <summary>Writes outputs, then the body, so that a body on disk says that everything is there.</summary>
    private Action? Write(Prefix prefix, Address address, Address physical, RemoteResource remote, out ImportStatus status)
    {
        var problems = new DiagnosticBag();
        var file = prefix.FileOf(address);
        var before = Workspace.Files.TryRead(file, problems);
        var clear = SensitiveOutputs.Withhold(Workspace, new(prefix, address), remote, Diagnostics);
        var outputs = Workspace.Outputs.Replace(prefix, address, physical, clear, problems);
        if (outputs is null || !Workspace.Files.WriteAtomic(file, remote.Body, problems))
        {
            status = new ImportStatus.Failed(problems.First());
            return null;
        }

        foreach (var path in outputs.Append(file))
        {
            written.TryAdd(path, 0);
        }

        status = before is null ? new ImportStatus.Imported() : new ImportStatus.Replaced();
        return () => Undo(prefix, address, physical, file, before, outputs);
    }

    private void Undo(
        Prefix prefix, Address address, Address physical, RepoPath file, ReadOnlyMemory<byte>? before, IReadOnlyList<RepoPath> outputs)
    {
        if (before is { } bytes)
        {
            Workspace.Files.WriteAtomic(file, bytes, Diagnostics);
        }
        else
        {
            Workspace.Files.Delete(file, Diagnostics);
            Workspace.Outputs.Delete(prefix, address, physical, Diagnostics);
        }

        foreach (var path in outputs.Append(file))
        {
            written.TryRemove(path, out _);
        }
    }
}
