using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Messages of planning.</summary>
internal static class PlanDiagnostics
{
    private const string NotAgreed = "`apply --yes` does neither without `--no-rename`";

    public static Diagnostic DiffersFromIndex(RepoPath file) => Diagnostic.Warning(
        "PLN001",
        $"`{file}` has changes that are not staged; the staged content is planned",
        At(file),
        "`git add` it to plan what is in the working tree");

    public static Diagnostic EmptyBody(ResourceKey resource, string connector, bool remote) => Diagnostic.Error(
        "PLN002",
        $"The {(remote ? "remote body" : "body")} of `{resource}` is empty, and connector `{connector}` could not tell that from a deletion",
        At(resource.File),
        "give the file some content, or delete it; a connector built on a current SDK has no such limit");

    public static Diagnostic StillReferred(ResourceKey resource, IReadOnlyList<RepoPath> referrers, ResourceKey? holder) => Diagnostic.Error(
        "PLN003",
        $"`{resource}` is to be deleted, but {List(referrers)} still refer{(referrers.Count == 1 ? "s" : "")} to it",
        At(referrers[0]),
        holder is null
            ? "remove the references or keep the file"
            : $"undo the move and run `autoschematic rename {resource} {holder}`, which rewrites the references, too");

    public static Diagnostic Cycle(IReadOnlyList<ResourceKey> members) => Diagnostic.Error(
        "PLN004",
        $"These resources need each other: {string.Join(" → ", members.Append(members[0]).Select(member => $"`{member}`"))}",
        At(members[0].File),
        "remove one of the references");

    public static Diagnostic PossibleRename(ResourceKey from, ResourceKey to, bool noRename) => Diagnostic.Warning(
        "PLN006",
        $"`{from}` is deleted while `{to}` is created; if this is meant to be a rename, nothing of the old one is kept",
        At(from.File),
        $"to move it, run `autoschematic rename {from} {to}` instead{(noRename ? "" : $"; {NotAgreed}")}");

    public static Diagnostic Moved(ResourceKey resource, ResourceKey to) => new(
        "PLN007",
        DiagnosticSeverity.Information,
        $"What `{resource}` stood for now belongs to `{to}`",
        At(resource.File));

    public static Diagnostic NothingToDelete(ResourceKey resource, string connector) => Diagnostic.Warning(
        "PLN008",
        $"Connector `{connector}` plans nothing to delete `{resource}`, which still exists",
        At(resource.File));

    public static Diagnostic NoSuchSource(ResourceKey resource, OutputReference reference) => Diagnostic.Warning(
        "PLN009",
        $"`{resource}` waits for `{reference}`, but there is no file at that address",
        At(resource.File),
        "check the address of the reference");

    public static Diagnostic ReferenceHint(ResourceKey resource, string hint) => new(
        "PLN010",
        DiagnosticSeverity.Information,
        $"`{resource}` does not parse before its references are replaced",
        At(resource.File),
        hint);

    public static Diagnostic DeletionWaits(ResourceKey resource, IReadOnlyList<OutputReference> waits) => Diagnostic.Error(
        "PLN011",
        $"It is not known what to delete for `{resource}`: its mapping needs {string.Join(", ", waits.Select(wait => $"`{wait}`"))}",
        At(resource.File));

    public static Diagnostic OwnerUncertain(ResourceKey resource, string owner, string other) => Diagnostic.Warning(
        "PLN012",
        $"`{resource}` is taken for a resource of `{owner}`, but connector `{other}` comes first and could not be asked",
        At(resource.File),
        $"`apply` leaves it out until `{other}` runs");

    public static Diagnostic Interrupted() => Diagnostic.Error("PLN013", "The run was interrupted before the plan was complete");

    public static Diagnostic SharedPlace(ResourceKey resource, Address physical, ResourceKey? holder, IReadOnlyList<ResourceKey> claimants) => Diagnostic.Error(
        "PLN014",
        $"`{resource}` stands for `{physical}`, "
            + (holder is null
                ? $"and so {(claimants.Count == 2 ? "does" : "do")} {List([.. claimants.Where(other => other != resource).Select(other => other.File)])}; whose it is cannot be told"
                : $"which belongs to `{holder}`"),
        At(resource.File),
        $"keep only one of them, or delete `{OutputPaths.FileOf(resource.Prefix, resource.Address)}` to make this one something of its own");

    public static Diagnostic HolderUncertain(ResourceKey resource, Address physical) => Diagnostic.Error(
        "PLN015",
        $"`{resource}` is deleted, and it cannot be told which file stands for `{physical}` now",
        At(resource.File),
        "keep the outputs in the output file of one of them");

    public static Diagnostic ConflictMarked(SourceLocation mark) => Diagnostic.Error(
        "PLN016",
        "A conflict that is marked here is not settled",
        mark,
        "keep what is right of the sides and delete the marks");

    public static Diagnostic RenameInPlace(ResourceKey from, ResourceKey to, string connector, bool noRename) => Diagnostic.Warning(
        "PLN017",
        $"`{from}` exists remotely under that very name, so renaming it to `{to}` deletes it and creates another",
        At(from.File),
        $"connector `{connector}` does not map this kind of address{(noRename ? "" : $"; {NotAgreed}")}");

    private static SourceLocation At(RepoPath file) => SourceLocation.OfFile(file.Text);

    private static string List(IReadOnlyList<RepoPath> files)
        => string.Join(", ", files.Take(5).Select(file => $"`{file}`")) + (files.Count > 5 ? $" and {files.Count - 5} more" : "");
}
