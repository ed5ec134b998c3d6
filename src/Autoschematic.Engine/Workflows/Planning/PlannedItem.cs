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

    /// <summary>Why it is not known how to delete what is there: the connector failed to plan that, or planned nothing.</summary>
    public Diagnostic? Obstacle { get; init; }

    /// <summary>A file of the same plan that it might have been renamed to or from.</summary>
    public ResourceKey? MaybeRenamed { get; init; }

    /// <summary>Whether it differs now and a plan file knows nothing to do about that.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>
    /// The same without bodies when nothing is to be done: a plan that is only shown needs no more of it than its address and
    /// what it refers to, and most of a large repository is unchanged.
    /// </summary>
    public PlannedItem WithoutIdleBodies()
        => Resource is { Action: PlanAction.Unchanged, IsDeletion: false }
            ? this with
            {
                Item = Item.WithoutBodies(),
                Remote = null,
                Resource = Resource with { Desired = ReadOnlyMemory<byte>.Empty, Resolved = null, Remote = null },
            }
            : this;

    /// <summary>What is there now, as it was read for this plan.</summary>
    public RemoteState RemoteState => RemoteState.Of(Item.Key.Address, Remote);

    /// <summary>Whether its file is gone while what it stood for is there and nobody is known to hold it, deletable or not.</summary>
    public bool IsLeftBehind
        => Resource.IsDeletion && Remote is not null && Holder is null && Resource.Action switch
        {
            PlanAction.Delete => true,
            PlanAction.Unchanged => Obstacle is not null,
            PlanAction.Failed { Diagnostics: [var only] } => only == Obstacle,
            _ => false,
        };

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

    /// <summary>A deletion that is none, since another file holds the remote resource now; how to delete that does not matter then.</summary>
    public PlannedItem MoveTo(ResourceKey holder)
        => this with
        {
            Holder = holder,
            Resource = Resource with
            {
                Action = new PlanAction.Unchanged(),
                Ops = [],
                Diff = null,
                Diagnostics = [.. Resource.Diagnostics.Where(found => found != Obstacle), PlanDiagnostics.Moved(Item.Key, holder)],
            },
        };

    /// <summary>The same with the outputs of another file, which it stands in the place of.</summary>
    public PlannedItem MovedFrom(ResourceKey from)
        => this with { Resource = Resource with { Action = new PlanAction.Moved(from, Updates: Resource.Ops.Count > 0) } };

    /// <summary>The same, planned again after its outputs had moved.</summary>
    public PlannedItem AsMoveOf(PlanAction move)
        => Resource.Action is PlanAction.Update ? this with { Resource = Resource with { Action = move } } : this;

    public PlannedItem Say(Diagnostic diagnostic)
        => this with { Resource = Resource with { Diagnostics = [.. Resource.Diagnostics, diagnostic] } };
}
