namespace Autoschematic.Engine.Journal;

/// <summary>One op of a resource as far as the journal knows.</summary>
internal sealed record OpAttempt(JournalEntry.OpStarted Started)
{
    public JournalEntry.OpFinished? Finished { get; init; }

    public JournalEntry.OpFailed? Failed { get; init; }

    public JournalEntry.OpStored? Stored { get; init; }

    /// <summary>It was sent, perhaps, and no answer was written down.</summary>
    public bool IsUnknown => Finished is null && Failed is null;

    /// <summary>Its outputs are in the journal and perhaps nowhere else.</summary>
    public bool IsToStore => Finished is not null && Stored is null;
}
