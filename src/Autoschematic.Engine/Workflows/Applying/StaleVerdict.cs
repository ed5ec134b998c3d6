using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Whether a plan still holds right before it is executed.</summary>
internal abstract record StaleVerdict
{
    private StaleVerdict()
    {
    }

    /// <summary>Its ops are still what is to be done.</summary>
    public sealed record Holds(PlannedItem Item) : StaleVerdict;

    /// <summary>Nothing is left to do.</summary>
    public sealed record IsDone(PlannedItem Item) : StaleVerdict;

    /// <summary>Somebody else changed what it was planned against.</summary>
    public sealed record IsStale(Diagnostic Diagnostic) : StaleVerdict;

    /// <summary>It cannot be read or planned any more.</summary>
    public sealed record CannotTell(Diagnostic Diagnostic) : StaleVerdict;
}
