using Autoschematic.Engine.Sessions;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>What is to be done with one resource; exactly one of these.</summary>
public abstract record PlanAction
{
    private PlanAction(string word) => Word = word;

    /// <summary>The word of people and of JSON, such as `create`.</summary>
    public string Word { get; }

    /// <summary>Whether executing the plan would do something with it, now or later.</summary>
    public bool IsChange => this is not (Unchanged or Failed or Stale);

    /// <summary>Repository and remote already agree.</summary>
    public sealed record Unchanged() : PlanAction("unchanged");

    /// <summary>It does not exist remotely.</summary>
    public sealed record Create() : PlanAction("create");

    /// <summary>It exists and differs.</summary>
    public sealed record Update() : PlanAction("update");

    /// <summary>Its body is gone and it still exists remotely.</summary>
    public sealed record Delete() : PlanAction("delete");

    /// <summary>The connector deletes it and makes it anew.</summary>
    public sealed record Replace() : PlanAction("replace");

    /// <summary>What another file stood for belongs to this one now: its outputs move, and with an update it changes besides.</summary>
    public sealed record Moved(ResourceKey From, bool Updates) : PlanAction(Updates ? "moved + update" : "moved");

    /// <summary>It cannot be planned before other resources have written outputs; it is executed only as what is predicted.</summary>
    public sealed record Deferred(IReadOnlyList<OutputReference> Waits, PlanAction Predicted) : PlanAction("deferred");

    /// <summary>A plan file says what to do, and since it was made something changed that forbids it.</summary>
    public sealed record Stale(PlanAction Planned, Diagnostic Diagnostic) : PlanAction("stale");

    /// <summary>It could not be planned.</summary>
    public sealed record Failed(IReadOnlyList<Diagnostic> Diagnostics) : PlanAction("error");
}
