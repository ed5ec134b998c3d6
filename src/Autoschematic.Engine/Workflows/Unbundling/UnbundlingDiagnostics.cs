using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Unbundling;

internal static class UnbundlingDiagnostics
{
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
        "UNB006",
        $"`{bundle}` no longer produces {string.Join(", ", files.Select(file => $"`{file}`"))}",
        SourceLocation.OfFile(bundle.File.Text),
        "they were left in place; delete them if they are not wanted any more");
}
