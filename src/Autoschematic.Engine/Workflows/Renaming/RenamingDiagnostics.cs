using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Renaming;

internal static class RenamingDiagnostics
{
    public static Diagnostic OtherPrefix(ResourceKey from, ResourceKey to) => Diagnostic.Error(
        "REN001",
        $"`{from}` is in prefix `{from.Prefix}` and `{to}` in `{to.Prefix}`",
        hint: "a resource can only be renamed inside its prefix, since each prefix has its own connectors");

    public static Diagnostic Exists(RepoPath file) => Diagnostic.Error(
        "REN002", $"`{file}` exists already", SourceLocation.OfFile(file.Text), "choose another name, or remove it first");

    public static Diagnostic Same(ResourceKey resource) => Diagnostic.Error(
        "REN003", $"`{resource}` is named so already");

    public static Diagnostic OtherOwner(ResourceKey from, string owner, ResourceKey to, string? other) => Diagnostic.Error(
        "REN004",
        other is null
            ? $"`{from}` belongs to connector `{owner}`, which does not take `{to}`"
            : $"`{from}` belongs to connector `{owner}`, and `{to}` would belong to `{other}`");

    public static Diagnostic NeedsNoMapping(ResourceKey from, string connector) => Diagnostic.Error(
        "REN005",
        $"`{from}` exists remotely under that very name, so a rename would delete it and create another",
        hint: $"connector `{connector}` does not map this kind of address; make a new file and delete the old one if that is what you want");

    public static Diagnostic ReservedName(RepoPath file, string problem) => Diagnostic.Error(
        "REN006", $"`{file}` cannot be a resource: {problem}");

    public static Diagnostic Undone() => Diagnostic.Error(
        "REN007",
        "The rename was undone because a file could not be written",
        hint: "mend what the other message names and run it again");

    public static Diagnostic Interrupted() => Diagnostic.Warning(
        "REN012", "Interrupted; nothing was renamed");

    public static Diagnostic NotStaged(IReadOnlyList<RepoPath> files) => Diagnostic.Warning(
        "REN009",
        $"References were rewritten in {string.Join(", ", files.Select(file => $"`{file}`"))}, which {(files.Count == 1 ? "has" : "have")} changes that are not staged",
        hint: $"nothing was staged there; `git add` {(files.Count == 1 ? "it" : "them")} when {(files.Count == 1 ? "it is" : "they are")} complete");

    public static Diagnostic RuleLost(SourceLocation rule, ResourceKey from, ResourceKey to, bool isShared) => Diagnostic.Warning(
        "REN013",
        $"This rule of drift is for `{from.Address}` and not for `{to.Address}`",
        rule,
        isShared ? "another prefix has that address too, so the rule stays; add one for the new address if it is meant" : "change its pattern if it is still meant");

    public static Diagnostic RuleGained(SourceLocation rule, ResourceKey to) => Diagnostic.Warning(
        "REN014", $"From now on this rule of drift is for `{to.Address}` too", rule, "narrow its pattern if that is not meant");

    public static Diagnostic NotTracked(IReadOnlyList<RepoPath> files) => Diagnostic.Warning(
        "REN015",
        $"References were rewritten in {string.Join(", ", files.Select(file => $"`{file}`"))}, which git does not track",
        hint: "nothing was staged there");

    public static Diagnostic Ignored(RepoPath file) => Diagnostic.Warning(
        "REN016",
        $"`{file}` refers to what was renamed and stays as it is, since git ignores it",
        SourceLocation.OfFile(file.Text),
        "change it by hand if it is meant to be used");

    public static Diagnostic SeveralPrefixes(ResourceKey one, ResourceKey other) => Diagnostic.Error(
        "REN017",
        $"`{one}` and `{other}` are in different prefixes and cannot be renamed together",
        hint: "rename the files of one prefix first");

    public static Diagnostic NotReferable(RepoPath file, ResourceKey to) => Diagnostic.Error(
        "REN018",
        $"`{file}` refers to what is renamed, and no reference can name `{to.Address}`",
        SourceLocation.OfFile(file.Text),
        "an address in a reference ends at its first `[`; choose a name without it");

    public static Diagnostic NotProven(ResourceKey resource, IEnumerable<Diagnostic> problems) => Diagnostic.Error(
        "REN010",
        $"`{resource}` cannot be planned, so nobody can tell whether the rename changes anything remotely",
        SourceLocation.OfFile(resource.File.Text),
        "nothing was renamed; mend it and run the command again") with
        { Notes = [.. problems.Select(problem => problem.Message)] };

    public static Diagnostic PlanNotEmpty(ResourceKey resource, string before, string after, IEnumerable<string> ops) => Diagnostic.Error(
        "REN011",
        $"After the rename the plan of `{resource}` would be `{after}`; before it is `{before}`",
        SourceLocation.OfFile(resource.File.Text),
        "the rename was undone; the connector takes the new address for something else") with
        { Notes = [.. ops] };
}
