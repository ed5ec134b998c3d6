using Autoschematic.Model.Addresses;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Messages about what a command is asked to work on.</summary>
internal static class SelectionDiagnostics
{
    private const int Shown = 5;

    public static Diagnostic UnknownPrefix(string name, string? nearest, IEnumerable<string> known) => Diagnostic.Error(
        "SEL001", $"There is no prefix `{name}` in `autoschematic.ron`", hint: Meant(nearest, "prefixes", known));

    public static Diagnostic UnknownConnector(string name, string? nearest, IEnumerable<string> known) => Diagnostic.Error(
        "SEL002", $"There is no connector `{name}` in the selected prefixes", hint: Meant(nearest, "connectors", known));

    public static Diagnostic BadGlob(string option, string glob, string problem) => Diagnostic.Error(
        "SEL003", $"The pattern `{glob}` of `{option}` {problem}", hint: "use components joined by `/`, with `*` for one and `**` for any number");

    public static Diagnostic GlobMatchesNothing(string option, string glob) => new(
        "SEL004", DiagnosticSeverity.Information, $"`{option} {glob}` matches none of the files in question");

    public static Diagnostic OutsideRepository(string argument, string root) => Diagnostic.Error(
        "SEL005", $"`{argument}` is not in the repository `{root}`", hint: "name another repository with `--repo`");

    public static Diagnostic UnknownPath(string argument, RepoPath path, string? nearest) => Diagnostic.Error(
        "SEL006",
        argument == path.Text
            ? $"There is no file or folder `{path}`"
            : $"There is no file or folder `{ForeignText.CleanLine(argument)}` (`{path}` from the root)",
        hint: nearest is null ? "`git ls-files` lists the files there are; one that `.gitignore` names is left out" : $"did you mean `{nearest}`?");

    public static Diagnostic OutsidePrefixes(RepoPath path, IEnumerable<string> prefixes) => Diagnostic.Error(
        "SEL007",
        $"`{path}` is in no prefix of `autoschematic.ron`",
        hint: $"prefixes are {string.Join(", ", prefixes.Select(prefix => $"`{prefix}`"))}");

    public static Diagnostic ReservedPath(RepoPath path, string problem) => Diagnostic.Error(
        "SEL008", $"`{path}` {problem}, so it cannot be a resource");

    public static Diagnostic UnknownRevision(string revision) => Diagnostic.Error(
        "SEL009", $"`{ForeignText.CleanLine(revision)}` names no commit", hint: "give a branch, a tag or a commit id after `--since`");

    public static Diagnostic Unmerged(RepoPath path) => Diagnostic.Error(
        "SEL010",
        $"`{path}` has a merge conflict",
        SourceLocation.OfFile(path.Text),
        "resolve it, then `git add` the file");

    public static Diagnostic SymbolicLink(RepoPath path) => Diagnostic.Error(
        "SEL011",
        $"`{path}` is a symbolic link, and links under a prefix are never followed",
        SourceLocation.OfFile(path.Text),
        "replace it by a file, or leave it out with `--exclude`");

    public static Diagnostic Submodule(RepoPath path) => Diagnostic.Error(
        "SEL012",
        $"`{path}` is a submodule, and a prefix cannot hold one",
        SourceLocation.OfFile(path.Text),
        "move it out of the prefix, run the command with `--repo` on the submodule, or use `--exclude`");

    public static Diagnostic LfsPointer(RepoPath path) => Diagnostic.Error(
        "SEL013",
        $"`{path}` holds a Git LFS pointer instead of its content",
        SourceLocation.OfFile(path.Text),
        "install git-lfs, then run `git lfs install` and `git lfs pull`");

    public static Diagnostic SparseFiles(int count, RepoPath first) => Diagnostic.Warning(
        "SEL014",
        count == 1
            ? $"`{first}` is excluded by sparse checkout and was left out"
            : $"{count} files, such as `{first}`, are excluded by sparse checkout and were left out",
        hint: $"run `git sparse-checkout add {first.Parent?.Text ?? first.Text}` to have them");

    public static Diagnostic SparseOutput(RepoPath file, RepoPath output) => Diagnostic.Error(
        "SEL015",
        $"The outputs of `{file}` are excluded by sparse checkout, so nobody knows whether it exists remotely",
        SourceLocation.OfFile(output.Text),
        $"run `git sparse-checkout add {output.Parent}`");

    public static Diagnostic UnusableName(string path) => Diagnostic.Warning(
        "SEL016",
        $"`{ForeignText.CleanLine(path)}` was left out, since its name holds control characters, `\\` or bytes that are not UTF-8",
        hint: "rename it");

    public static Diagnostic Vanished(RepoPath path) => Diagnostic.Error(
        "SEL017",
        $"`{path}` disappeared while the command ran",
        SourceLocation.OfFile(path.Text),
        "run the command again");

    public static Diagnostic SparsePath(RepoPath path) => Diagnostic.Error(
        "SEL018",
        $"`{path}` is excluded by sparse checkout",
        SourceLocation.OfFile(path.Text),
        $"run `git sparse-checkout add {path.Parent?.Text ?? path.Text}`");

    public static Diagnostic NothingStaged() => new(
        "SEL019",
        DiagnosticSeverity.Information,
        "No file below a prefix is staged in git",
        Hint: "`git add` what you mean, give a PATH, or take everything with `--all`");

    private static string? Meant(string? nearest, string what, IEnumerable<string> known)
    {
        if (nearest is not null)
        {
            return $"did you mean `{nearest}`?";
        }

        var names = known.Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null
            : $"{what} are {string.Join(", ", names.Take(Shown).Select(name => $"`{name}`"))}{(names.Count > Shown ? ", …" : "")}";
    }
}
