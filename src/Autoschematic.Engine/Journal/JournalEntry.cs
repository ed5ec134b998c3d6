using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Journal;

/// <summary>One line of a run's journal.</summary>
public abstract record JournalEntry
{
    private JournalEntry()
    {
    }

    /// <summary>The first line: everything a resume needs to know of the plan that was agreed to.</summary>
    /// <param name="Head">The commit that HEAD was, or null on a branch without one.</param>
    /// <param name="ConfigHash">SHA-256 of `autoschematic.ron`.</param>
    /// <param name="Pin">The commit whose tree holds the desired bodies.</param>
    /// <param name="DeletedOutputs">Output files that are put back while the run lasts.</param>
    public sealed record RunStarted(
        RunId Run,
        DateTimeOffset At,
        string User,
        string Host,
        string? Head,
        string ConfigHash,
        string Pin,
        RunOptions Options,
        IReadOnlyList<RecordedResource> Resources,
        IReadOnlyList<RecordedEdge> Edges,
        IReadOnlyList<RecordedOutput> DeletedOutputs) : JournalEntry
    {
        /// <summary>Where the run works; null when an older version wrote it.</summary>
        public RunWorktree? Worktree { get; init; }

        /// <summary>Resources that are no part of the run, and that its summary names all the same.</summary>
        public IReadOnlyList<UnplannedResource> Unplanned { get; init; } = [];
    }

    /// <summary>A later process went on with the run.</summary>
    public sealed record RunResumed(DateTimeOffset At, string User, string Host) : JournalEntry;

    /// <summary>An op is about to be sent.</summary>
    /// <param name="Index">Counts the ops of the resource in this run from 0; an op sent again keeps its number.</param>
    /// <param name="Target">The address it is sent for.</param>
    /// <param name="Physical">The physical address before the op; null when there is none yet or this kind needs no mapping.</param>
    /// <param name="Fingerprint">Of the remote body it was planned against; null when there was none.</param>
    /// <param name="Key">The idempotency key that goes with it.</param>
    public sealed record OpStarted(
        ResourceKey Resource, int Index, ConnectorOp Op, Address Target, Address? Physical, string? Fingerprint, string Key)
        : JournalEntry;

    /// <summary>The connector answered.</summary>
    public sealed record OpFinished(ResourceKey Resource, int Index, OpResult Result) : JournalEntry;

    /// <summary>The connector answered that it failed, or it was never sent.</summary>
    public sealed record OpFailed(ResourceKey Resource, int Index, string Reason) : JournalEntry;

    /// <summary>Outputs and pointer are on disk and staged.</summary>
    /// <param name="Files">What was written or removed.</param>
    public sealed record OpStored(ResourceKey Resource, int Index, IReadOnlyList<RepoPath> Files) : JournalEntry;

    /// <summary>A resource had its turn and nothing about it is open.</summary>
    /// <param name="Status">How it ended: `done`, or `forgotten` when the user said so.</param>
    /// <param name="Action">The word of what was done.</param>
    /// <param name="Files">What was written or removed for it in all.</param>
    public sealed record ResourceDone(ResourceKey Resource, string Status, string Action, IReadOnlyList<RepoPath> Files) : JournalEntry
    {
        public const string Done = "done";

        public const string Forgotten = "forgotten";
    }

    /// <summary>The last line: nothing of the run is open.</summary>
    public sealed record RunEnded(DateTimeOffset At, string Outcome) : JournalEntry;
}
