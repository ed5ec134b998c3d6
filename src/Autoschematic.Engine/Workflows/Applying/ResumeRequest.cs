using Autoschematic.Engine.Journal;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>How to go on with an interrupted run, or that it is given up.</summary>
/// <param name="ConfirmAdoption">Asked when exactly one remote thing looks like what an op of unknown outcome made.</param>
public sealed record ResumeRequest(Func<AdoptionOffer, CancellationToken, Task<bool>> ConfirmAdoption)
{
    /// <summary>Told what is left of the run before it goes on; null goes on.</summary>
    public Func<RunId, IReadOnlyList<LeftResource>, CancellationToken, Task<bool>>? Confirm { get; init; }

    /// <summary>`--abandon`: store what is known and end the run.</summary>
    public bool Abandon { get; init; }

    /// <summary>`--retry`: files whose unknown op was not executed, or may be executed again.</summary>
    public IReadOnlyList<string> Retry { get; init; } = [];

    /// <summary>`--adopt`: `FILE=ADDRESS` of what an unknown op made.</summary>
    public IReadOnlyList<string> Adopt { get; init; } = [];

    /// <summary>`--forget`: files that the run leaves to the user.</summary>
    public IReadOnlyList<string> Forget { get; init; } = [];

    /// <summary>Commits at the end, as if the run had been asked to.</summary>
    public bool Commit { get; init; }

    /// <summary>Leaves everything staged, whatever the run was asked to do.</summary>
    public bool NoCommit { get; init; }

    /// <summary>`-m`: the commit's message instead of the usual one.</summary>
    public string? CommitMessage { get; init; }
}
