using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Asks a connector whether a new file wants what a deleted one stood for.</summary>
internal static class BodyEquality
{
    /// <summary>Asking about every pair of many would take longer than the plan; the likely ones are always asked about.</summary>
    public const int MostPairsAsked = 4096;

    public static async Task<bool> HoldsAsync(PlannedItem from, PlannedItem to, CancellationToken cancellationToken)
    {
        try
        {
            return await from.Item.Owner.Reader!.EqAsync(to.Item.Key.Address, from.Remote!.Body, to.Resource.Resolved!.Value, cancellationToken);
        }
        catch (ConnectorException)
        {
            // Two bodies that the connector cannot compare are not known to be the same.
            return false;
        }
    }
}
