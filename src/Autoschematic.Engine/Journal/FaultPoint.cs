namespace Autoschematic.Engine.Journal;

/// <summary>A step of a run, in the order in which a run takes them.</summary>
public enum FaultPoint
{
    /// <summary>The desired bodies are pinned; the journal is not there yet.</summary>
    Pinned,

    /// <summary>The journal says what the run is about.</summary>
    RunStarted,

    /// <summary>An op is about to be written down.</summary>
    OpStarting,

    /// <summary>An op is written down and about to be sent.</summary>
    OpStarted,

    /// <summary>An op was answered and the answer is not written down yet.</summary>
    OpAnswered,

    /// <summary>The answer is written down and nothing was done with it.</summary>
    OpFinished,

    /// <summary>The outputs are in their file.</summary>
    OutputsWritten,

    /// <summary>The pointer is in its file.</summary>
    PointerWritten,

    /// <summary>Both are staged in git.</summary>
    OutputsStaged,

    /// <summary>The journal says that they are.</summary>
    OpStored,

    /// <summary>The output files of a deleted resource are removed.</summary>
    OutputsForgotten,

    /// <summary>The journal says that the resource is done.</summary>
    ResourceDone,

    /// <summary>Every resource had its turn.</summary>
    RunEnding,

    /// <summary>The journal says that the run has ended.</summary>
    RunEnded,

    /// <summary>Pin and key are gone; the journal is still in its place.</summary>
    RunErased,

    /// <summary>A resume has begun and nothing was done yet.</summary>
    Resumed,
}
