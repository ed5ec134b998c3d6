using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>Compares local bodies with remote ones; it only ever reads.</summary>
internal sealed class ResourceComparer(ConnectorSession session)
{
    /// <summary>Where a resource is, what is there, and whether its connector takes both for the same.</summary>
    /// <param name="local">The body with its references; null when there is no local body, which never equals.</param>
    public async Task<Comparison> CompareAsync(
        SessionConnector connector, ResourceKey resource, ReadOnlyMemory<byte>? local, CancellationToken cancellationToken)
    {
        if (connector.Reader is not { } reader || connector.Failure is not null)
        {
            return new Comparison.Failed(connector.Failure!);
        }

        try
        {
            switch (await session.MapAsync(connector, resource.Address, cancellationToken))
            {
                case MappedAddress.Waiting waiting:
                    return new Comparison.Waiting([.. waiting.Reads.Select(ToRead)]);
                case MappedAddress.At at:
                    return await CompareAtAsync(reader, resource, at.Physical, local, cancellationToken);
                default:
                    return new Comparison.Missing(WasLooked: false);
            }
        }
        catch (ConnectorException exception)
        {
            return new Comparison.Failed(session.Describe(exception, resource));
        }
    }

    private async Task<Comparison> CompareAtAsync(
        IConnectorReader reader,
        ResourceKey resource,
        Address physical,
        ReadOnlyMemory<byte>? local,
        CancellationToken cancellationToken)
    {
        var remote = await reader.GetAsync(physical, cancellationToken);
        if (remote is null)
        {
            return new Comparison.Missing(WasLooked: true);
        }

        var diagnostics = new DiagnosticBag();
        var resolved = OutputResolver.Resolve(session.Workspace, resource, local ?? default, diagnostics);
        if (diagnostics.FirstOrDefault(found => found.Severity == DiagnosticSeverity.Error) is { } problem)
        {
            return new Comparison.Failed(problem);
        }

        if (!resolved.IsComplete)
        {
            return new Comparison.Waiting([.. resolved.Unresolved.Select(ToRead)]);
        }

        return local is not null && await reader.EqAsync(resource.Address, resolved.Bytes, remote.Body, cancellationToken)
            ? new Comparison.Same(resolved, remote, physical)
            : new Comparison.Different(resolved, remote, physical);
    }

    private static OutputRead ToRead(OutputReference reference) => new(reference.Address, reference.Key);
}
