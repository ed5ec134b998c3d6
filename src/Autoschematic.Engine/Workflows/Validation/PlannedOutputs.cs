using System.Collections.Concurrent;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>The outputs that owners say they write when they make a resource.</summary>
internal sealed class PlannedOutputs(ConnectorSession session)
{
    private readonly ConcurrentDictionary<ResourceKey, Lazy<Task<IReadOnlySet<string>?>>> known = new();

    /// <summary>The keys, asked for once for each resource; null when the owner does not say.</summary>
    public Task<IReadOnlySet<string>?> OfAsync(ResourceKey resource, CancellationToken cancellationToken)
        => known.GetOrAdd(resource, key => new(() => AskAsync(key, cancellationToken))).Value;

    private async Task<IReadOnlySet<string>?> AskAsync(ResourceKey resource, CancellationToken cancellationToken)
    {
        var ignored = new DiagnosticBag();
        if (await session.FindOwnerAsync(resource.Prefix, resource.Address, FilterBits.Resource, cancellationToken)
                is not Ownership.Owned { Connector: { Failure: null, Reader: { } reader } }
            || session.Workspace.Files.TryRead(resource.File, ignored) is not { } body)
        {
            return null;
        }

        // An empty body may be taken for none, and one that waits for others cannot be planned yet.
        var resolved = OutputResolver.Resolve(session.Workspace, resource, body, ignored);
        if (!resolved.IsComplete || resolved.Bytes.Length == 0)
        {
            return null;
        }

        try
        {
            var ops = await reader.PlanAsync(resource.Address, null, resolved.Bytes, cancellationToken);
            var keys = ops.SelectMany(op => op.WritesOutputs).ToHashSet(StringComparer.Ordinal);
            return keys.Count == 0 ? null : keys;
        }
        catch (ConnectorException)
        {
            // What is wrong with that body is said by its own diagnosis.
            return null;
        }
    }
}
