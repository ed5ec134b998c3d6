using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>A planned resource with what only execution needs to know.</summary>
/// <param name="IsMapped">Whether its physical address differs by mapping.</param>
/// <param name="Remote">What was read.</param>
internal sealed record PlannedItem(PlanItem Item, PlannedResource Resource, bool IsMapped, RemoteResource? Remote)
{
    /// <summary>The file that what a deleted one stood for belongs to now.</summary>
    public ResourceKey? Holder { get; init; }

    public PlannedItem Fail(Diagnostic diagnostic)
    {
        var earlier = Resource.Action is PlanAction.Failed failed ? failed.Diagnostics : [];
        return this with
        {
            Resource = Resource with
            {
                Action = new PlanAction.Failed([.. earlier, diagnostic]),
                Ops = [],
                Diagnostics = [.. Resource.Diagnostics, diagnostic],
            },
        };
    }

    /// <summary>A deletion that is none, since another file holds the remote resource now.</summary>
    public PlannedItem MoveTo(ResourceKey holder)
        => this with
        {
            Holder = holder,
            Resource = Resource with
            {
                Action = new PlanAction.Unchanged(),
                Ops = [],
                Diff = null,
                Diagnostics = [.. Resource.Diagnostics, PlanDiagnostics.Moved(Item.Key, holder)],
            },
        };

    public PlannedItem Say(Diagnostic diagnostic)
        => this with { Resource = Resource with { Diagnostics = [.. Resource.Diagnostics, diagnostic] } };
}
