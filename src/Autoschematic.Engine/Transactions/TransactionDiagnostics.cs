using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Transactions;

/// <summary>Messages about transactions.</summary>
internal static class TransactionDiagnostics
{
    public static Diagnostic Unfinished(TransactionRecord record) => Diagnostic.Error(
        "TXN001",
        $"{Subject(record)} has not ended: it changes {Names(record)}",
        hint: record.Recovery == RecoveryDirection.Back
            ? "if it does not run any more, the next command that changes files, such as `autoschematic fmt`, undoes it first"
            : "if it does not run any more, the next command that changes files, such as `autoschematic fmt`, finishes it first");

    /// <param name="record">What was recovered.</param>
    /// <param name="kept">Files that hold something new now, and the objects that have what they held before.</param>
    public static Diagnostic Recovered(TransactionRecord record, IReadOnlyList<(RepoPath File, string Blob)> kept) => Diagnostic.Warning(
        "TXN002",
        record.Recovery == RecoveryDirection.Back
            ? $"{Subject(record)} was interrupted and is undone: {Names(record)} {Are(record)} as before"
            : $"{Subject(record)} was interrupted and is finished now: {Names(record)} {Are(record)} as {(record.Files.Count == 1 ? "it was" : "they were")} to be") with
        { Notes = [.. kept.Select(old => $"undo: {GitObjects.RestoreCommand(old.Blob, old.File)}")] };

    public static Diagnostic Damaged(string folder) => Diagnostic.Error(
        "TXN003",
        $"The record of an interrupted command, `{folder}`, is damaged, so the files it was about cannot be brought in order",
        hint: "compare the working tree with `git status` and `git diff`, then remove that folder");

    public static Diagnostic Edited(RepoPath file, string command, string? kept) => Diagnostic.Warning(
        "TXN004",
        $"`{file}` was changed after `{command}` was interrupted, so it was left as it is",
        SourceLocation.OfFile(file.Text),
        kept is null ? "it would have been deleted" : $"what it would have held is kept in `{kept}`");

    public static Diagnostic NotRecorded(string folder, string reason) => Diagnostic.Error(
        "TXN005",
        $"`{folder}` cannot be written, so nothing was changed: {reason}",
        hint: "check the permissions and the free space of the git folder");

    public static Diagnostic NotRemoved(string folder, string reason) => Diagnostic.Error(
        "TXN006",
        $"The record `{folder}` of what was done cannot be removed: {reason}",
        hint: "remove that folder, else the next command takes this one for interrupted");

    public static Diagnostic ChangedMeanwhile(RepoPath file) => Diagnostic.Error(
        "TXN007",
        $"`{file}` changed while the command worked on it, so nothing was written over",
        SourceLocation.OfFile(file.Text),
        "run the command again");

    public static Diagnostic Unmerged(RepoPath file) => Diagnostic.Error(
        "TXN008",
        $"`{file}` is unmerged, so it cannot be staged",
        SourceLocation.OfFile(file.Text),
        "resolve the conflict, then `git add` the file");

    public static Diagnostic StagedMeanwhile(RepoPath file, string command) => Diagnostic.Warning(
        "TXN009",
        $"`{file}` was staged after `{command}` was interrupted, so what is staged was left as it is",
        SourceLocation.OfFile(file.Text),
        "look at it with `git diff --staged`");

    public static Diagnostic NotRecovered(TransactionRecord record) => Diagnostic.Error(
        "TXN010",
        $"{Subject(record)} was interrupted and cannot be {(record.Recovery == RecoveryDirection.Back ? "undone" : "finished")}",
        hint: "mend what the other messages name and run the command again; nothing of it is lost");

    private static string Subject(TransactionRecord record)
        => ForeignText.CleanLine($"`{record.Command}` of {record.User} on {record.Host}, begun {record.At:u},");

    private static string Are(TransactionRecord record) => record.Files.Count == 1 ? "is" : "are";

    private static string Names(TransactionRecord record)
    {
        const int shown = 5;
        var files = record.Files.Where(file => file.IsChanged).Select(file => $"`{file.Path}`").ToList();
        var names = string.Join(", ", files.Take(shown));
        return files.Count > shown ? $"{names} and {files.Count - shown} more" : names;
    }
}
