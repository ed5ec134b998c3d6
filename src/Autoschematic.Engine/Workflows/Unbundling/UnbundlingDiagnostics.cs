using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Unbundling;

internal static class UnbundlingDiagnostics
{
    /// <summary>The code of a bundle that was not expanded because it was not agreed to.</summary>
    public const string DropCode = "UNB012";

    public static Diagnostic NotAChild(RepoPath file, ResourceKey bundle) => Diagnostic.Error(
        "UNB001",
        $"`{file}` exists and was not made by `{bundle}`",
        SourceLocation.OfFile(file.Text),
        "it was kept; `--overbundle` writes over it");

    public static Diagnostic OfOtherBundle(RepoPath file, Address parent, ResourceKey bundle) => Diagnostic.Error(
        "UNB002",
        $"`{file}` belongs to the bundle `{parent}`, not to `{bundle}`",
        SourceLocation.OfFile(file.Text),
        "it was kept; `--overbundle` writes over it");

    public static Diagnostic Edited(RepoPath file, ResourceKey bundle) => Diagnostic.Error(
        "UNB003",
        $"`{file}` was edited since `{bundle}` wrote it",
        SourceLocation.OfFile(file.Text),
        "it was kept; change the bundle instead, or let `--overbundle` write over it");

    public static Diagnostic MaybeEdited(RepoPath file, ResourceKey bundle) => Diagnostic.Error(
        "UNB016",
        $"`{file}` is not what `{bundle}` produces, and this clone does not remember whether it was edited",
        SourceLocation.OfFile(file.Text),
        "it was kept; `--overbundle` writes over it when nobody edited it, and `git diff` shows then what changed");

    public static Diagnostic Twice(RepoPath file, ResourceKey bundle) => Diagnostic.Error(
        "UNB004", $"`{bundle}` produces `{file}` twice", SourceLocation.OfFile(bundle.File.Text));

    public static Diagnostic Itself(ResourceKey bundle) => Diagnostic.Error(
        "UNB010",
        $"`{bundle}` names itself as one of its children",
        SourceLocation.OfFile(bundle.File.Text),
        "it was kept; the connector has to give the child an address of its own");

    public static Diagnostic Waiting(ResourceKey bundle, IEnumerable<OutputReference> references) => Diagnostic.Error(
        "UNB005",
        $"`{bundle}` waits for {string.Join(", ", references.Select(reference => $"`{reference}`"))}",
        SourceLocation.OfFile(bundle.File.Text),
        "apply what writes these outputs first");

    public static Diagnostic Orphans(ResourceKey bundle, IReadOnlyList<RepoPath> files) => Diagnostic.Warning(
        "UNB011",
        $"`{bundle}` no longer produces {string.Join(", ", files.Select(file => $"`{file}`"))}, so {(files.Count == 1 ? "it was" : "they were")} deleted",
        SourceLocation.OfFile(bundle.File.Text),
        "`autoschematic plan` shows what that deletes remotely; `git restore --staged --worktree` brings a file back");

    public static Diagnostic DropRefused(ResourceKey bundle, int dropped, int known) => Diagnostic.Error(
        DropCode,
        dropped == known
            ? $"`{bundle}` produces none of its {known} {(known == 1 ? "child" : "children")} any more, so nothing of it was changed"
            : $"`{bundle}` no longer produces {dropped} of its {known} children, so nothing of it was changed",
        SourceLocation.OfFile(bundle.File.Text),
        "if that is meant, run it again with `--yes --delete`");

    public static Diagnostic EditedOrphan(RepoPath file, ResourceKey bundle) => Diagnostic.Error(
        "UNB013",
        $"`{bundle}` no longer produces `{file}`, which was edited since",
        SourceLocation.OfFile(file.Text),
        "it was kept; delete it yourself, or let `--overbundle` do it");

    public static Diagnostic NotRemembered(string folder, string reason) => Diagnostic.Warning(
        "UNB014",
        $"What was written cannot be remembered in `{folder}`: {reason}",
        hint: "the next unbundle keeps every child that it would change; check the permissions and the free space of the git folder");

    public static Diagnostic Undone() => Diagnostic.Error(
        "UNB015",
        "Nothing was unbundled, since a file could not be written",
        hint: "mend what the other message names and run it again");
}
