namespace Autoschematic.Engine.Transactions;

/// <summary>What became of a transaction that came to its end.</summary>
public enum TransactionEnd
{
    /// <summary>Files and index are changed.</summary>
    Done,

    /// <summary>The files are changed; a diagnostic says why the index is not.</summary>
    NotStaged,

    /// <summary>Nothing is changed; diagnostics say why.</summary>
    Undone,
}
