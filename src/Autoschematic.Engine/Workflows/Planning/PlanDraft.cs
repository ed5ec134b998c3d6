using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>A plan with what execution needs besides.</summary>
internal sealed record PlanDraft(
    IReadOnlyList<PlannedItem> Items,
    IReadOnlyList<PlannedResource> Unknown,
    IReadOnlyList<PlanEdge> Edges,
    IReadOnlyList<RepoPath> Unmanaged);
