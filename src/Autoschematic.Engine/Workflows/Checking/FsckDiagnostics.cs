using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Checking;

internal static class FsckDiagnostics
{
    private const string FixHint = "`autoschematic fsck --fix` deletes it";

    public static Diagnostic Orphaned(RepoPath output, ResourceKey resource) => Diagnostic.Warning(
        "FSK001",
        $"There are outputs of `{resource}`, which is not there",
        SourceLocation.OfFile(output.Text),
        "when the remote resource shall go, `autoschematic plan --all --prune` shows how; else bring the file back");

    public static Diagnostic Empty(RepoPath output, ResourceKey resource) => Diagnostic.Warning(
        "FSK002", $"The output file of `{resource}`, which is not there, holds nothing", SourceLocation.OfFile(output.Text), FixHint);

    public static Diagnostic DanglingPointer(RepoPath pointer, ResourceKey target) => Diagnostic.Warning(
        "FSK003", $"The pointer leads to `{target}`, which is not there and has no outputs", SourceLocation.OfFile(pointer.Text), FixHint);

    public static Diagnostic Cycle(IReadOnlyList<ResourceKey> cycle) => Diagnostic.Error(
        "FSK004",
        $"These need each other: {string.Join(" → ", cycle.Append(cycle[0]).Select(member => $"`{member}`"))}",
        SourceLocation.OfFile(cycle[0].File.Text),
        "put a plain value in the place of one of the references");

    public static Diagnostic MissingReference(SourceLocation location, OutputReference reference) => Diagnostic.Error(
        "FSK005",
        $"`{reference}` refers to `{reference.Address}`, which is not in this prefix",
        location,
        "references name a virtual address relative to the prefix");

    public static Diagnostic OrphanedChild(RepoPath marker, RepoPath child, RepoPath parent) => Diagnostic.Warning(
        "FSK006",
        $"`{child}` was made by the bundle `{parent}`, which is not there",
        SourceLocation.OfFile(marker.Text),
        "delete the marker to keep the file as one of your own, or the file too");

    public static Diagnostic OrphanedMarker(RepoPath marker, RepoPath child, RepoPath parent) => Diagnostic.Warning(
        "FSK007",
        $"Neither `{child}` is there nor the bundle `{parent}` that made it",
        SourceLocation.OfFile(marker.Text),
        FixHint);

    public static Diagnostic Leftover(RepoPath file) => Diagnostic.Warning(
        "FSK009", "A command that was cut short left this file behind", SourceLocation.OfFile(file.Text), FixHint);

    public static Diagnostic OrphanedSeal(RepoPath file, ResourceKey resource, bool isGone) => Diagnostic.Warning(
        "FSK010",
        isGone ? $"A value of `{resource}` is sealed here, and `{resource}` is not there" : $"A value of `{resource}` is sealed here, and no output of it names the file",
        SourceLocation.OfFile(file.Text),
        $"`autoschematic unseal {file}` shows the value; delete the file when nobody needs it");

    public static Diagnostic MissingSeal(RepoPath output, ResourceKey resource, string key, RepoPath file) => Diagnostic.Error(
        "FSK011",
        $"Output `{key}` of `{resource}` is sealed in `{file}`, which is not there",
        SourceLocation.OfFile(output.Text),
        $"restore it with `git restore`; `autoschematic pull {resource}` seals it again when its connector still tells the value");

    public static Diagnostic NotUtf8(RepoPath file) => Diagnostic.Error(
        "FSK008", $"`{file}` is not UTF-8 text", SourceLocation.OfFile(file.Text), "restore it with `git restore`");
}
