namespace Autoschematic.Engine.Transactions;

/// <summary>What the record of a transaction says.</summary>
/// <param name="Command">What it belongs to, as messages name it.</param>
/// <param name="Worktree">Git folder of the working tree relative to the common one; linked working trees share the records.</param>
/// <param name="Root">Absolute path of that working tree when it began.</param>
/// <param name="Stage">Whether the index changes, too.</param>
internal sealed record TransactionRecord(
    string Id,
    string Command,
    RecoveryDirection Recovery,
    string Worktree,
    string Root,
    bool Stage,
    string User,
    string Host,
    DateTimeOffset At,
    IReadOnlyList<RecordedFile> Files);
