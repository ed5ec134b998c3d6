using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows;

/// <summary>Puts stored outputs in the place of a body's references.</summary>
internal static class OutputResolver
{
    /// <summary>The body with its references replaced, as far as their outputs are stored; bad output files, and sealed ones that do not open, are diagnostics.</summary>
    /// <param name="workspace">Holds the outputs.</param>
    /// <param name="resource">Whose body it is.</param>
    /// <param name="body">The body as it is written.</param>
    /// <param name="diagnostics">Gets what cannot be read.</param>
    /// <param name="place">Where the outputs of a resource lie now, when that may be elsewhere than at its address.</param>
    public static ResolvedBody Resolve(
        Workspace workspace,
        ResourceKey resource,
        ReadOnlyMemory<byte> body,
        DiagnosticBag diagnostics,
        Func<ResourceKey, Address>? place = null)
        => ReferenceTemplate.Resolve(
            BodyFormats.Of(resource.Address),
            body,
            reference => Address.TryParse(reference.Address, out _) is { } address
                ? new SealedOutputs(workspace).ReadValue(
                    resource.Prefix, place?.Invoke(new(resource.Prefix, address)) ?? address, reference.Key, diagnostics)
                : null);
}
