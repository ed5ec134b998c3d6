using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Journal;

/// <summary>Messages about journals and interrupted runs.</summary>
internal static class JournalDiagnostics
{
    private const string WaysOut =
        "`autoschematic apply --resume` goes on with it, `autoschematic apply --abandon` stores what is known and gives it up";

    /// <param name="run">The run.</param>
    /// <param name="elsewhere">The working tree that it works in, when that is another one.</param>
    public static Diagnostic Interrupted(RunHistory run, string? elsewhere) => Diagnostic.Error(
        "JRN001",
        Describe(run),
        hint: WaysOutIn(elsewhere)) with
        { Notes = [.. run.Resources.Where(resource => resource.Unknown is not null).Select(resource => $"{resource.Recorded.Key}: it is not known whether its last op was executed")] };

    /// <summary>For commands that change nothing and so need not stop at it.</summary>
    /// <param name="id">The run.</param>
    /// <param name="run">Its journal; null when that cannot be read.</param>
    /// <param name="elsewhere">The working tree that it works in, when that is another one.</param>
    public static Diagnostic NotEnded(RunId id, RunHistory? run, string? elsewhere) => Diagnostic.Warning(
        "JRN021", run is null ? Unread(id) : Describe(run), hint: WaysOutIn(elsewhere));

    public static Diagnostic NotResumed(RunId run) => Diagnostic.Error(
        "JRN022", $"Run `{run}` was not gone on with", hint: WaysOut);

    public static Diagnostic LeftBehind(RunId run, IReadOnlyList<LeftResource> resources) => new Diagnostic(
        "JRN023",
        DiagnosticSeverity.Information,
        $"This is where run `{run}` stopped",
        Hint: "`autoschematic plan` shows what is left to do") with
        { Notes = [.. resources.Select(resource => $"{resource.Resource}: {resource.State}")] };

    public static Diagnostic InterruptedUnread(RunId run) => Diagnostic.Error("JRN002", Unread(run), hint: WaysOut);

    public static Diagnostic Unreadable(string file, string reason) => Diagnostic.Error(
        "JRN003", $"The journal `{file}` cannot be read: {reason}", hint: "make it readable; what was executed is written there");

    public static Diagnostic Damaged(string file, int line, bool tolerant) => Said(
        tolerant,
        "JRN004",
        $"Line {line} of the journal `{file}` is damaged",
        "look at the remote side for what that line may have been about; `autoschematic apply --abandon` stores what the other lines say");

    public static Diagnostic NotUnderstood(string file, int line, string reason, bool tolerant) => Said(
        tolerant,
        "JRN005",
        $"Line {line} of the journal `{file}` cannot be understood: {reason}",
        "use the version that wrote it, or give the run up with `autoschematic apply --abandon`");

    public static Diagnostic NoBeginning(string file, bool tolerant) => Said(
        tolerant,
        "JRN006",
        $"The journal `{file}` does not say what its run is about",
        "give the run up with `autoschematic apply --abandon`");

    public static Diagnostic NotWritten(string file, string reason) => Diagnostic.Error(
        "JRN007",
        $"The journal `{file}` cannot be written, so no op was started any more: {reason}",
        hint: "make room or fix the permissions, or keep journals elsewhere with `--journal-dir`");

    public static Diagnostic NoRun() => Diagnostic.Warning("JRN008", "There is no run that could be resumed or given up");

    public static Diagnostic NotDescendant(RunId run, string? recorded, string? head) => Diagnostic.Error(
        "JRN009",
        $"Run `{run}` began at {(recorded is null ? "a branch without a commit" : $"commit `{Short(recorded)}`")}, "
            + $"and HEAD is {(head is null ? "a branch without one" : $"`{Short(head)}`, which does not follow it")}",
        hint: "check out the branch that the run began on, or a commit after it");

    public static Diagnostic ConfigChanged(RunId run) => Diagnostic.Warning(
        "JRN010", $"`autoschematic.ron` changed since run `{run}` began; the run goes on with the new one");

    public static Diagnostic Resuming(RunHistory run) => Diagnostic.Warning(
        "JRN011",
        $"Run `{run.Start.Run}` goes on: {run.Progress}");

    public static Diagnostic StillOpen(RunId run) => Diagnostic.Error(
        "JRN012", $"Run `{run}` has not ended, since something about it is not known or not stored", hint: WaysOut);

    public static Diagnostic NotErased(RunId run, string reason) => Diagnostic.Warning(
        "JRN013", $"Run `{run}` has ended, but its traces could not be removed: {reason}", hint: "the next apply tries again");

    public static Diagnostic GivenUp(ResourceKey resource, string op) => Diagnostic.Warning(
        "JRN014",
        $"It is not known whether the op `{op}` of `{resource}` was executed",
        SourceLocation.OfFile(resource.File.Text),
        "look at the remote side, then plan again");

    public static Diagnostic NotStoredYet(ResourceKey resource) => Diagnostic.Error(
        "JRN015",
        $"The outputs of `{resource}` could not be stored, so the run was not given up",
        SourceLocation.OfFile(resource.File.Text),
        "they are still in the journal; make room or fix the permissions and try again");

    public static Diagnostic NoSuchResource(RunId run, string argument, bool isUnknown) => Diagnostic.Error(
        "JRN016",
        isUnknown
            ? $"`{argument}` is a resource of run `{run}`, but none whose last op is unknown"
            : $"`{argument}` is no resource of run `{run}`",
        hint: "`autoschematic apply --resume` alone shows which ones are unknown");

    public static Diagnostic Several(IEnumerable<RunId> runs) => Diagnostic.Warning(
        "JRN017", $"More than one run has not ended: {string.Join(", ", runs.Select(run => $"`{run}`"))}; this is about the oldest");

    public static Diagnostic OtherWorktree(RunId run, string root) => Diagnostic.Error(
        "JRN018",
        $"Run `{run}` works in the working tree `{root}`, not in this one",
        hint: "go there to resume it or to give it up");

    public static Diagnostic WorktreeGone(RunId run, string root) => Diagnostic.Error(
        "JRN019",
        $"The working tree `{root}` that run `{run}` works in is gone",
        hint: "`autoschematic apply --abandon` stores the outputs that are known in this one and gives the run up");

    public static Diagnostic StoredHere(ResourceKey resource, string root) => Diagnostic.Warning(
        "JRN020",
        $"The outputs of `{resource}` were in the working tree `{root}`, which is gone, so they were stored in this one",
        SourceLocation.OfFile(resource.File.Text),
        "bring its file here as well, else nothing refers to what was made");

    private static string Describe(RunHistory run)
        => $"Run `{run.Start.Run}` of {run.Start.User} on {run.Start.Host}, begun {run.Start.At:u}, has not ended: {run.Progress}";

    private static string Unread(RunId run) => $"Run `{run}` has not ended and its journal cannot be read";

    private static string WaysOutIn(string? elsewhere) => elsewhere is null ? WaysOut : $"in the working tree `{elsewhere}`, {WaysOut}";

    private static Diagnostic Said(bool tolerant, string code, string message, string hint)
        => tolerant ? Diagnostic.Warning(code, message, hint: hint) : Diagnostic.Error(code, message, hint: hint);

    private static string Short(string commit) => commit[..Math.Min(commit.Length, 10)];
}
