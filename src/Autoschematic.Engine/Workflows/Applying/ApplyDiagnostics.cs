using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Messages of applying.</summary>
internal static class ApplyDiagnostics
{
    public static Diagnostic Dirty(IReadOnlyList<RepoPath> files) => Diagnostic.Error(
        "APL001",
        files.Count == 1
            ? $"`{files[0]}` is not as it is staged"
            : $"{files.Count} files that apply depends on are not as they are staged",
        hint: "`git add` what is meant, restore the rest, or use `--allow-dirty`") with
        { Notes = files.Count == 1 ? [] : [.. files.Select(file => file.Text)] };

    public static Diagnostic NotConfirmed() => Diagnostic.Error("APL002", "The plan was not confirmed, so nothing was executed");

    public static Diagnostic OtherThanPlanned(ResourceKey resource, PlanAction planned, PlanAction actual) => Diagnostic.Error(
        "APL003",
        $"`{resource}` was planned as {planned.Word} and turned out to be {actual.Word}, so it was not executed",
        At(resource),
        "plan and apply again to see what would be done");

    public static Diagnostic WritesSensitive(ResourceKey resource, IEnumerable<string> keys, Diagnostic obstacle) => Diagnostic.Error(
        "APL004",
        $"`{resource}` would write the sensitive output {string.Join(", ", keys.Select(key => $"`{key}`"))}, and there is no key to seal it with",
        At(resource),
        obstacle.Hint) with
        { Notes = [obstacle.Message] };

    public static Diagnostic NotStored(ResourceKey resource, IEnumerable<string> values) => Diagnostic.Error(
        "APL005",
        $"An op of `{resource}` was executed, but its outputs could not be stored",
        At(resource),
        "nothing further was started; make room or fix the permissions and add these values to its output file") with
        { Notes = [.. values] };

    public static Diagnostic StillThere(ResourceKey resource, string connector) => Diagnostic.Error(
        "APL006",
        $"`{resource}` was deleted, but connector `{connector}` still finds it, so its outputs were kept",
        At(resource),
        "apply again; some services need a while to forget");

    public static Diagnostic OwnerUncertain(ResourceKey resource, string owner, string other) => Diagnostic.Error(
        "APL007",
        $"`{resource}` was not executed, since connector `{other}` might own it instead of `{owner}` and could not be asked",
        At(resource),
        $"find out why `{other}` does not run");

    public static Diagnostic ReferenceMoved(ResourceKey resource) => Diagnostic.Warning(
        "APL008",
        $"`{resource}` was planned as unchanged, but an output it refers to changed in this run",
        At(resource),
        "plan and apply again");

    public static Diagnostic Unknown(Diagnostic failure, ResourceKey resource) => Diagnostic.Error(
        "APL009",
        $"It is not known whether an op of `{resource}` was executed: {failure.Message}",
        At(resource),
        "look at the remote side, then plan again") with
        { Notes = failure.Notes };

    public static Diagnostic Interrupted() => Diagnostic.Error(
        "APL010", "The run was interrupted; what was started has been finished and stored", hint: "apply again to do the rest");

    public static Diagnostic CommitDeclined(string reason) => Diagnostic.Warning("APL011", reason);

    public static Diagnostic Stale(ResourceKey resource) => Diagnostic.Error(
        "APL040",
        $"`{resource}` was changed by someone else since it was planned, so it was not executed",
        At(resource),
        "plan again to see what would be done now");

    public static Diagnostic RenameNotAgreed(ResourceKey resource, ResourceKey other) => Diagnostic.Error(
        "APL041",
        $"`{resource}` was not executed, since it might be a rename that has to do with `{other}`",
        At(resource),
        "`--yes` does not answer that: use `--no-rename` to delete the one and create the other");

    public static string WaitsFor(IEnumerable<OutputReference> waits)
        => $"nothing in this run wrote {string.Join(", ", waits.Select(wait => $"`{wait.Address}[{wait.Key}]`"))}";

    public const string LeftOutByNoDeferred = "it waits for outputs of others and `--no-deferred` leaves that out";

    public static string InterruptedAfter(int done, int count)
        => done == 0 ? "the run ended before it was started" : $"the run ended after {done} of {count} ops";

    public static string NeededResource(ResourceKey other) => $"it needs `{other}`, which was not done";

    private static SourceLocation At(ResourceKey resource) => SourceLocation.OfFile(resource.File.Text);
}
