using System.Collections.Concurrent;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>Turns comparisons into drift: body, outputs, and outputs that nothing has a body for.</summary>
internal sealed class DriftComparer(ConnectorSession session, Selection selection)
{
    private readonly ResourceComparer comparer = new(session);
    private readonly ConcurrentBag<RepoPath> uncompared = [];

    /// <summary>Sealed outputs that nobody here has a key for, in ordinal order.</summary>
    public IReadOnlyList<RepoPath> Uncompared => [.. uncompared.Order()];

    public async Task<DriftedResource> CompareAsync(
        SessionConnector connector, SelectedFile file, CancellationToken cancellationToken)
    {
        var resource = new ResourceKey(file.Prefix, file.Address);
        if (file.Change == ChangeKind.Deleted)
        {
            return new(resource, connector.Name, new DriftStatus.Orphaned(), []);
        }

        var diagnostics = new DiagnosticBag();
        if (await selection.ReadDesiredAsync(file, diagnostics, cancellationToken) is not { } local)
        {
            return new(resource, connector.Name, new DriftStatus.Failed(diagnostics.First()), []);
        }

        return await comparer.CompareAsync(connector, resource, local, cancellationToken) switch
        {
            Comparison.Same same => NoteEqual(file, local, CompareOutputs(connector, resource, null, same.Remote)),
            Comparison.Different different => CompareOutputs(
                connector,
                resource,
                SecretDiffs.Hide(
                    session.Workspace.Secrets,
                    BodyDiff.Compare(BodyFormats.Of(resource.Address), different.Local.Bytes, different.Remote.Body)),
                different.Remote),
            Comparison.Missing => new(resource, connector.Name, new DriftStatus.Missing(), []),
            Comparison.Waiting waiting => new(resource, connector.Name, new DriftStatus.Deferred(waiting.Reads), []),
            Comparison.Failed failed => new(resource, connector.Name, new DriftStatus.Failed(failed.Diagnostic), []),
            var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
        };
    }

    /// <summary>Addresses with outputs and no body, for those that a connector of this run owns.</summary>
    public async Task<IReadOnlyList<DriftedResource>> FindOrphansAsync(CancellationToken cancellationToken)
    {
        var found = new List<DriftedResource>();
        foreach (var orphan in selection.Orphans)
        {
            var owner = await session.FindOwnerAsync(orphan.Prefix, orphan.Address, FilterBits.Resource, cancellationToken);
            if (owner is Ownership.Owned owned && selection.Includes(owned.Connector.Configured))
            {
                found.Add(new(new(orphan.Prefix, orphan.Address), owned.Connector.Name, new DriftStatus.Orphaned(), []));
            }
        }

        return found;
    }

    private DriftedResource NoteEqual(SelectedFile file, ReadOnlyMemory<byte> body, DriftedResource compared)
    {
        if (compared.Status is DriftStatus.Equal)
        {
            session.Workspace.Agreed.Note(file.File, body);
        }

        return compared;
    }

    private DriftedResource CompareOutputs(
        SessionConnector connector, ResourceKey resource, BodyDiff? diff, RemoteResource remote)
    {
        var diagnostics = new DiagnosticBag();
        var outputs = session.Workspace.Outputs.Read(resource.Prefix, resource.Address, diagnostics);
        if (diagnostics.HasErrors)
        {
            return new(resource, connector.Name, new DriftStatus.Failed(diagnostics.First()), []);
        }

        var stored = outputs?.Values ?? new Dictionary<string, string>();
        foreach (var key in remote.SensitiveOutputs)
        {
            if (remote.Outputs.TryGetValue(key, out var secret))
            {
                session.Workspace.Redactor.Add(secret);
            }
        }

        var changed = remote.Outputs
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => stored.ContainsKey(pair.Key))
            .Select(pair => CompareOutput(resource, pair.Key, stored[pair.Key], pair.Value, remote.SensitiveOutputs.Contains(pair.Key), diagnostics))
            .OfType<FieldChange>()
            .ToList();
        if (diagnostics.HasErrors)
        {
            return new(resource, connector.Name, new DriftStatus.Failed(diagnostics.First()), []);
        }

        var others = stored.Keys.Except(remote.Outputs.Keys).Concat(remote.Outputs.Keys.Except(stored.Keys));
        DriftStatus status = diff is null && changed.Count == 0
            ? new DriftStatus.Equal()
            : new DriftStatus.Changed(diff, changed);
        return new(resource, connector.Name, status, [.. others.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The change of one output; of a sensitive one no value is named.</summary>
    private FieldChange? CompareOutput(
        ResourceKey resource, string key, string old, string now, bool isSensitive, DiagnosticBag diagnostics)
    {
        if (!isSensitive && !SealedOutputs.IsSealed(resource.Prefix, old))
        {
            return old == now ? null : new(key, old, now);
        }

        session.Workspace.Redactor.Add(now);
        return Reveal(resource, old, diagnostics) is { } known && known != now ? new(key, "(sealed)", "(another value)") : null;
    }

    /// <summary>The sealed value; null when its key is not here, and with a diagnostic when the file is not what it should be.</summary>
    private string? Reveal(ResourceKey resource, string stored, DiagnosticBag diagnostics)
    {
        var secrets = session.Workspace.Secrets;
        var problems = new DiagnosticBag();
        if (new SealedOutputs(session.Workspace).Reveal(resource.Prefix, stored, problems) is { } value)
        {
            return value;
        }

        // Whoever has no key may still see drift of everything else.
        if (SealedOutputPaths.FileBehind(resource.Prefix, stored) is { } file
            && secrets.Read(file, new DiagnosticBag()) is { } content
            && !secrets.HasKeyFor(content))
        {
            uncompared.Add(file);
        }
        else
        {
            diagnostics.AddRange(problems);
        }

        return null;
    }
}
