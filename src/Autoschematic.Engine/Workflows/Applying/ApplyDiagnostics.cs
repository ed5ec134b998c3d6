using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
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
        "nothing further was started; make room or fix the permissions, then `autoschematic apply --resume` stores them") with
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
        "`autoschematic apply --resume` finds out, as far as that is possible") with
        { Notes = failure.Notes };

    public static Diagnostic Interrupted(bool isAllDone) => Diagnostic.Error(
        "APL010",
        "The run was interrupted; what was started has been finished and stored",
        hint: isAllDone ? "nothing is left to apply; no commit was made" : "apply again to do the rest");

    public static Diagnostic CommitDeclined(string reason) => Diagnostic.Warning("APL011", reason);

    public static Diagnostic WasNotPlanned(ResourceKey resource, string? reason) => Diagnostic.Error(
        "APL020",
        $"`{resource}` could not be planned when the run began, so it is no part of it",
        At(resource),
        "plan and apply again when the run has ended") with
        { Notes = reason is null ? [] : [reason] };

    public static Diagnostic WasStale(ResourceKey resource, string? reason) => Diagnostic.Error(
        "APL030",
        $"`{resource}` was not as planned any more when the run began, so it is no part of it",
        At(resource),
        "plan and apply again when the run has ended") with
        { Notes = reason is null ? [] : [reason] };

    public static Diagnostic ChangedSincePlanned(ResourceKey resource) => Diagnostic.Error(
        "APL021",
        $"`{resource}` was changed by someone else since it was planned, so it was not executed",
        At(resource),
        "plan and apply again when the run has ended");

    public static Diagnostic PlannedAgain(ResourceKey resource, int executed, IReadOnlyList<ConnectorOp> ops) => Diagnostic.Warning(
        "APL022",
        $"`{resource}` goes on after {executed} {(executed == 1 ? "op" : "ops")} with others than were planned",
        At(resource),
        "something changed it meanwhile, or its connector plans by what is there") with
        { Notes = [.. ops.Select(op => op.Message ?? op.Kind.ToString())] };

    public static Diagnostic StaysUnknown(ResourceKey resource, string op, string reason, IReadOnlyList<Address> candidates) => Diagnostic.Error(
        "APL023",
        $"It is not known whether the op `{op}` of `{resource}` was executed: {reason}",
        At(resource),
        candidates.Count == 0
            ? $"look at the remote side, then resume with `--retry {resource}`, `--adopt {resource}=ADDRESS` or `--forget {resource}`"
            : $"resume with `--adopt {resource}={candidates[0]}` or another of these, or with `--retry {resource}` or `--forget {resource}`") with
        { Notes = [.. candidates.Select(candidate => candidate.Text)] };

    public static Diagnostic NotAdopted(ResourceKey resource, Address physical, string reason) => Diagnostic.Error(
        "APL024", $"`{physical}` could not be adopted as `{resource}`: {reason}", At(resource));

    public static Diagnostic Adopted(ResourceKey resource, Address physical) => Diagnostic.Warning(
        "APL025", $"`{resource}` is what the interrupted run made at `{physical}`, so it was adopted", At(resource));

    public static Diagnostic OwnerGone(ResourceKey resource, string connector) => Diagnostic.Error(
        "APL026",
        $"`{resource}` belonged to connector `{connector}` when the run began, and does not now",
        At(resource),
        "put the configuration back as it was, then resume");

    public static Diagnostic ChangedBodies(IReadOnlyList<RepoPath> files) => Diagnostic.Warning(
        "APL027",
        $"{(files.Count == 1 ? $"`{files[0]}` was" : $"{files.Count} files were")} changed since the run began, so nothing was committed",
        hint: "look at the difference and commit what is meant") with
        { Notes = files.Count == 1 ? [] : [.. files.Select(file => file.Text)] };

    public static Diagnostic OutputsLost(ResourceKey resource) => Diagnostic.Error(
        "APL029",
        $"The outputs that the interrupted run stored for `{resource}` are not in this working tree, so it was not created again",
        At(resource),
        "resume in the working tree that the run began in, or put its output file back");

    public static Diagnostic BadAdoption(string argument) => Diagnostic.Error(
        "APL028", $"`{argument}` is not `FILE=ADDRESS`", hint: "such as `--adopt main/vm/web.json=vm/vm-17.json`");

    public const string Forgotten = "it was left to you with `--forget`";

    public const string NotListed = "nothing that looks like it was found";

    public const string SeveralListed = "more than one thing that looks like it was found";

    public const string AdoptionNotAgreed = "one thing that looks like it was found, and adopting it was not agreed to";

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
