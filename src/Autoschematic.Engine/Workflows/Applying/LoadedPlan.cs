using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Plans;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>A plan file that may be applied.</summary>
/// <param name="File">Where it was read.</param>
/// <param name="Plan">What it says.</param>
/// <param name="Selection">The files it was made of.</param>
internal sealed record LoadedPlan(SavedPlan File, PlanFile Plan, SelectionRequest Selection)
{
    /// <summary>The request with everything that the plan was made with.</summary>
    public ApplyRequest Replace(ApplyRequest request)
        => request with
        {
            Selection = Selection,
            NoRename = Plan.Selection.NoRename,
            StrictEnvironment = Plan.Selection.StrictEnvironment || request.StrictEnvironment,
            PlanHash = File.Hash,
        };
}
