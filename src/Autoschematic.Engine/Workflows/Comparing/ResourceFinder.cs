using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>Tells which selected files are resources, and whose.</summary>
internal sealed class ResourceFinder(ConnectorSession session, Selection selection)
{
    /// <summary>The owner of one file for the role of a resource.</summary>
    public async Task<FoundOwner> FindAsync(SelectedFile file, CancellationToken cancellationToken)
    {
        switch (await session.FindOwnerAsync(file.Prefix, file.Address, FilterBits.Resource, cancellationToken))
        {
            case Ownership.Owned owned when selection.Includes(owned.Connector.Configured):
                return new FoundOwner.Resource(owned.Connector, owned.NotAsked);
            case Ownership.NotKnown unknown when selection.Includes(unknown.Connector.Configured):
                return new FoundOwner.NotKnown(unknown.Connector, unknown.Diagnostic);
            case Ownership.Unowned { OtherRoles: false }:
                return new FoundOwner.Unmanaged();
            default:
                return new FoundOwner.OfNoConcern();
        }
    }
}
