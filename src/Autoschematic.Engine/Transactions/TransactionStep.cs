namespace Autoschematic.Engine.Transactions;

/// <summary>A step of a transaction or of its recovery, after which a crash has to be survived.</summary>
public enum TransactionStep
{
    /// <summary>Old and new bytes are in the record, which does not count yet.</summary>
    Preparing,

    /// <summary>The record counts and no file is changed yet.</summary>
    Prepared,

    /// <summary>A file is changed.</summary>
    FileChanged,

    /// <summary>Every file is changed and the index is not.</summary>
    FilesChanged,

    /// <summary>The index is changed, too.</summary>
    IndexChanged,

    /// <summary>The record does not count any more; what is left of it is not removed yet.</summary>
    Ended,

    /// <summary>Recovery, or the undoing of what failed, brought a file to one side.</summary>
    FileRecovered,

    /// <summary>Recovery brought the index to the same side.</summary>
    IndexRecovered,
}
