using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Journal;

/// <summary>What a journal says happened to one resource.</summary>
internal sealed class ResourceHistory(RecordedResource recorded)
{
    private readonly List<OpAttempt> attempts = [];
    private readonly SortedSet<RepoPath> files = [];

    public RecordedResource Recorded { get; } = recorded;

    /// <summary>Every op that was sent, in order; one that was sent again stands there twice.</summary>
    public IReadOnlyList<OpAttempt> Attempts => attempts;

    /// <summary>Set when nothing about it is open.</summary>
    public JournalEntry.ResourceDone? Done { get; private set; }

    /// <summary>Files that were written or removed for it.</summary>
    public IReadOnlyCollection<RepoPath> Files => files;

    /// <summary>How many ops were answered with success, which is also the number of the next one.</summary>
    public int Executed => attempts.Count(attempt => attempt.Finished is not null);

    /// <summary>Whether its ops were answered with an output that no later one took back.</summary>
    public bool HasOutputs => attempts
        .SelectMany(attempt => attempt.Finished?.Result.Outputs ?? new Dictionary<string, string?>())
        .GroupBy(output => output.Key)
        .Any(values => values.Last().Value is not null);

    /// <summary>The op whose answer never came, if there is one.</summary>
    public OpAttempt? Unknown => Done is null && attempts is [.., { IsUnknown: true } last] ? last : null;

    /// <summary>The op whose outputs are still to be stored, if there is one.</summary>
    public OpAttempt? ToStore => attempts is [.., { IsToStore: true } last] ? last : null;

    /// <summary>How far the run came with it, in words.</summary>
    public string State => this switch
    {
        { Done.Status: JournalEntry.ResourceDone.Done } => HasOutputs ? "done, its outputs are stored" : "done",
        { Done: not null } => "left out",
        { Unknown: not null } => "it is not known whether its last op was executed",
        { ToStore: not null } => "executed, its outputs were not stored yet",
        { Executed: > 0 } => $"{Executed} of {Math.Max(Executed, Recorded.Ops.Count)} ops executed",
        { Attempts.Count: > 0 } => "failed",
        _ => "never started",
    };

    public void Add(JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.OpStarted started:
                attempts.Add(new(started));
                break;
            case JournalEntry.OpFinished finished:
                Change(attempt => attempt with { Finished = finished });
                break;
            case JournalEntry.OpFailed failed:
                Change(attempt => attempt with { Failed = failed });
                break;
            case JournalEntry.OpStored stored:
                Change(attempt => attempt with { Stored = stored });
                files.UnionWith(stored.Files);
                break;
            case JournalEntry.ResourceDone done:
                Done = done;
                files.UnionWith(done.Files);
                break;
            default:
                break;
        }
    }

    private void Change(Func<OpAttempt, OpAttempt> change)
    {
        if (attempts.Count > 0)
        {
            attempts[^1] = change(attempts[^1]);
        }
    }
}
