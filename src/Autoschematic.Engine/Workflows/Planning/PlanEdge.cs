using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Says that one resource is executed after another, and why.</summary>
public sealed record PlanEdge(ResourceKey Dependent, ResourceKey Dependency, PlanEdgeReason Reason);

/// <summary>Why one resource is executed after another.</summary>
public enum PlanEdgeReason
{
    /// <summary>Its body refers to an output of the other.</summary>
    Reference,

    /// <summary>Its mapping needs an output of the other.</summary>
    Mapping,

    /// <summary>The other's address is its parent.</summary>
    Parent,

    /// <summary>The other no longer needs it, or goes with it, and it is deleted.</summary>
    Deletion,

    /// <summary>The other is deleted at the physical address it is created at.</summary>
    SameAddress,

    /// <summary>Its connector says that it needs the other; only an order, which what fails does not break off.</summary>
    Need,
}
