using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

internal static class PullingDiagnostics
{
    public static Diagnostic DeletionRefused(SessionConnector connector, int gone, int selected) => Diagnostic.Error(
        "PUL001",
        gone == selected
            ? $"All {gone} selected resources of `{connector.Name}` are gone, so nothing was deleted"
            : $"{gone} of {selected} selected resources of `{connector.Name}` are gone, so nothing was deleted",
        hint: $"wrong credentials make everything look gone; when it is true, say `--delete={gone}`");

    public static Diagnostic OtherCount(int expected, int gone) => Diagnostic.Error(
        "PUL002",
        $"`--delete={expected}` was given and {gone} resources are gone, so nothing was deleted",
        hint: "`autoschematic drift` lists what is missing remotely");

    public static Diagnostic ReferencesReplaced(ResourceKey resource, string references) => Diagnostic.Warning(
        "PUL003",
        $"`{resource}` no longer refers to {references}: the remote body holds plain values",
        SourceLocation.OfFile(resource.File.Text));

    public static Diagnostic Conflicted(ResourceKey resource, int conflicts) => Diagnostic.Error(
        "PUL004",
        conflicts == 1
            ? $"`{resource}` and the remote side changed the same in different ways, so the file was left as it was"
            : $"`{resource}` and the remote side changed {conflicts} things in different ways, so the file was left as it was",
        SourceLocation.OfFile(resource.File.Text),
        "`--ours` keeps the file's values, `--theirs` takes the remote ones, `--mark` writes both into the file");

    public static Diagnostic Unconfirmed(ResourceKey resource, IReadOnlyList<CommittedField> fields) => Diagnostic.Error(
        "PUL005",
        fields.Count == 1
            ? $"One field of `{resource}` was committed, maybe never applied, so the file was left as it was"
            : $"{fields.Count} fields of `{resource}` were committed, maybe never applied, so the file was left as it was",
        SourceLocation.OfFile(resource.File.Text),
        "`--theirs` takes the remote values, `--ours` keeps the file's; `apply`, `pull` and `drift` remember what both sides have");

    public static Diagnostic ChangedMeanwhile(RepoPath file) => Diagnostic.Error(
        "PUL007",
        $"`{file}` changed while the remote side was read, so it was left as it is",
        SourceLocation.OfFile(file.Text),
        "run the command again");

    public static Diagnostic StillMarked(RepoPath file) => Diagnostic.Error(
        "PUL008",
        $"`{file}` has marks of a conflict that is not settled, so it was left as it is",
        SourceLocation.OfFile(file.Text),
        "keep what is right and delete the marks; `--ours` and `--theirs` do that for a whole file");

    public static Diagnostic EditedAndGone(ResourceKey resource) => Diagnostic.Error(
        "PUL009",
        $"`{resource}` is gone remotely and was changed here, so the file was left as it was",
        SourceLocation.OfFile(resource.File.Text),
        "`--delete --theirs` deletes it all the same; `apply` makes the resource anew");

    public static Diagnostic OnlyNotation(ResourceKey resource) => Diagnostic.Warning(
        "PUL006",
        $"`{resource}` means what the remote side has, but its connector takes the two for different",
        SourceLocation.OfFile(resource.File.Text),
        "`--overwrite` takes the remote body byte for byte");
}
