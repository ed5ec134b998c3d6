using Autoschematic.Model.Addresses;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Messages about git and the state of the repository.</summary>
internal static class GitDiagnostics
{
    public static Diagnostic NotInstalled() => Diagnostic.Error(
        "GIT001", "The `git` program cannot be started", hint: "install git and make sure that it is on PATH");

    public static Diagnostic NotARepository(string folder) => Diagnostic.Error(
        "GIT002", $"`{folder}` is not in a git repository", hint: "run `git init`, or name the repository with `--repo`");

    public static Diagnostic UnsafeOwner(string folder) => Diagnostic.Error(
        "GIT003",
        $"The repository at `{folder}` belongs to another user, so git does not trust it",
        hint: $"if you trust it, run `git config --global --add safe.directory {folder}`");

    public static Diagnostic Bare(string folder) => Diagnostic.Error(
        "GIT004",
        $"`{folder}` is a bare repository, which has no files to work on",
        hint: "clone it, or add a working tree with `git worktree add`");

    public static Diagnostic InsideGitFolder(string folder) => Diagnostic.Error(
        "GIT005", $"`{folder}` is inside the git folder of a repository", hint: "change to the working tree");

    public static Diagnostic NoSuchFolder(string folder) => Diagnostic.Error(
        "GIT006", $"There is no folder `{folder}`", hint: "name an existing folder");

    public static Diagnostic Failed(string command, string stderr) => Diagnostic.Error(
        "GIT007", $"`git {command}` failed: {LastLine(stderr)}", hint: "run the command by hand to see more");

    public static Diagnostic TimedOut(string command, TimeSpan deadline) => Diagnostic.Error(
        "GIT008",
        $"`git {command}` did not end within {deadline.TotalMinutes:0} minutes and was stopped",
        hint: "look for a filter or hook that waits for something");

    public static Diagnostic StagingFailed(IReadOnlyList<RepoPath> paths, string command, string reason) => Diagnostic.Error(
        "GIT009",
        $"{Count(paths.Count, "file is", "files are")} written but not staged ({reason}): {Names(paths)}",
        hint: $"run `{command}`");

    public static Diagnostic IndexLocked(string lockFile) => Diagnostic.Warning(
        "GIT010",
        $"Another git process holds `{lockFile}`",
        hint: "wait for it to end; if none runs, delete the file");

    public static Diagnostic MissingBlob(RepoPath path, string blob) => Diagnostic.Error(
        "GIT011",
        $"The content of `{path}` is not in the repository (object `{Short(blob)}`)",
        SourceLocation.OfFile(path.Text),
        "fetch it: `git fetch --refetch`, or run `git fsck`");

    public static Diagnostic UnreadableBlob(RepoPath path, string stderr) => Diagnostic.Error(
        "GIT012",
        $"The content of `{path}` cannot be checked out: {LastLine(stderr)}",
        SourceLocation.OfFile(path.Text),
        "check the filter that `.gitattributes` names for it");

    public static Diagnostic CommitInProgress(string operation) => Diagnostic.Error(
        "GIT013",
        $"A {operation} is in progress, so a commit of single files is not possible",
        hint: $"finish it, or stop it with `git {operation} --abort`, then commit");

    public static Diagnostic CommitRefused(string stderr) => Diagnostic.Error(
        "GIT014", $"git did not make the commit: {AllLines(stderr)}", hint: "everything is still staged; run `git commit` yourself");

    public static Diagnostic UnmergedCommit(RepoPath path) => Diagnostic.Error(
        "GIT015",
        $"`{path}` is unmerged, so nothing can be committed",
        SourceLocation.OfFile(path.Text),
        "resolve the conflict, then `git add` the file");

    public static Diagnostic IndexNotUpdated(string stderr) => Diagnostic.Warning(
        "GIT016",
        $"A hook changed files of the commit and the index could not follow: {LastLine(stderr)}",
        hint: "run `git status`");

    public static Diagnostic TemporaryFile(string path, string reason) => Diagnostic.Error(
        "GIT017", $"`{path}` cannot be written: {reason}", hint: "check the permissions and the free space of the git folder");

    public static Diagnostic IndexNotSet(string reason) => Diagnostic.Error(
        "GIT030", $"The index of git could not be set: {reason}", hint: "see what is staged with `git status`");

    public static Diagnostic NoAnswer(string command) => Diagnostic.Error(
        "GIT018", $"`git {command}` succeeded but said nothing", hint: "run the command again; if that does not help, look whether another `git` is on PATH");

    private static string Names(IReadOnlyList<RepoPath> paths)
    {
        const int shown = 20;
        var names = string.Join(", ", paths.Take(shown).Select(path => $"`{path}`"));
        return paths.Count > shown ? $"{names} and {paths.Count - shown} more" : names;
    }

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Short(string blob) => blob.Length > 12 ? blob[..12] : blob;

    private static string LastLine(string stderr)
    {
        var lines = Lines(stderr);
        var line = Array.FindLast(lines, text => text.StartsWith("fatal: ", StringComparison.Ordinal)
            || text.StartsWith("error: ", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it said nothing";
        return line.Replace("fatal: ", "", StringComparison.Ordinal).Replace("error: ", "", StringComparison.Ordinal);
    }

    private static string AllLines(string stderr)
    {
        const int shown = 10;
        var lines = Lines(stderr);
        return lines.Length == 0 ? "it said nothing" : string.Join("; ", lines.TakeLast(shown));
    }

    private static string[] Lines(string stderr)
        => ForeignText.Clean(stderr).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
