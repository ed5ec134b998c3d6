using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Planning;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>What is to be applied, and whom to ask.</summary>
/// <param name="Confirm">Shown the plan when it has changes; false ends the run as refused.</param>
public sealed record ApplyRequest(
    SelectionRequest Selection,
    RunId Run,
    Func<PlanResult, CancellationToken, Task<bool>> Confirm)
{
    public const int DefaultParallelism = 16;

    /// <summary>Absolute path of a plan file: exactly that plan is executed, and its selection replaces <see cref="Selection"/>.</summary>
    public string? PlanFile { get; init; }

    /// <summary>Of the program, as the plans that it keeps name it; without it only plans from a file have a hash.</summary>
    public string? ToolVersion { get; init; }

    /// <summary>SHA-256 of the plan file, or of the one that `plan --out` would have written, for the commit's trailer.</summary>
    internal string? PlanHash { get; init; }

    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }

    /// <summary>`--allow-dirty`: apply although files differ from what is staged.</summary>
    public bool AllowDirty { get; init; }

    /// <summary>`--no-deferred`: leave out what has to wait for outputs.</summary>
    public bool NoDeferred { get; init; }

    /// <summary>`--no-rename`: a deletion and an addition that look like a rename are executed as both.</summary>
    public bool NoRename { get; init; }

    /// <summary>`--yes`: nobody looked at this plan, so that possible renames are not agreed to.</summary>
    public bool AssumeYes { get; init; }

    /// <summary>`--parallelism`: resources executed at once.</summary>
    public int Parallelism { get; init; } = DefaultParallelism;

    /// <summary>`--journal-dir`: absolute path of the folder for the run's journal; null for the git folder.</summary>
    public string? JournalDirectory { get; init; }

    public CommitMode Commit { get; init; } = CommitMode.Never;

    /// <summary>`-m`: the commit's message instead of the usual one.</summary>
    public string? CommitMessage { get; init; }

    /// <summary>With <see cref="CommitMode.Ask"/>, asked after full success; answers the message, or null to leave it staged.</summary>
    public Func<CommitOffer, CancellationToken, Task<string?>>? OfferCommit { get; init; }
}
