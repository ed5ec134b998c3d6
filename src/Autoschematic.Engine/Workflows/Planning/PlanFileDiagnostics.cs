using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Messages about plans that are kept in files.</summary>
internal static class PlanFileDiagnostics
{
    private const string PlanAgain = "plan again and apply the new plan";

    public static Diagnostic NotWritten(string file, string reason) => Diagnostic.Error(
        "PLF001", $"The plan could not be written to `{file}`: {reason.TrimEnd('.')}", hint: "give another file with `--out`");

    public static Diagnostic HoldsSecret(string file) => Diagnostic.Error(
        "PLF002",
        $"The plan was not written to `{file}`, since it would hold a secret in clear",
        hint: "an address, a name or a command line of it contains the value of a secret");

    public static Diagnostic NotRead(string file, string reason) => Diagnostic.Error(
        "PLF003", $"The plan file `{file}` cannot be read: {reason.TrimEnd('.')}", hint: "`autoschematic plan --out FILE` makes one");

    public static Diagnostic Damaged(string file, string problem) => Diagnostic.Error(
        "PLF004", $"`{file}` is no plan file, or a damaged one: {problem}", hint: "`autoschematic plan --out FILE` makes one");

    public static Diagnostic Newer(string file, int format, int known) => Diagnostic.Error(
        "PLF005",
        $"`{file}` has format {format}, and this program knows plan files up to format {known}",
        hint: "apply it with the program that made it, or plan again");

    public static Diagnostic OtherRepository(string file, string commit) => Diagnostic.Error(
        "PLF006",
        $"`{file}` was made on commit {Short(commit)}, which this repository does not have",
        hint: "apply it in the repository it was made in, or fetch that commit");

    public static Diagnostic HeadChanged(string file, string? planned, string? now) => Diagnostic.Error(
        "PLF007",
        $"`{file}` was made on {Commit(planned)}, and HEAD is {Commit(now)} now, so nothing of it was executed",
        hint: PlanAgain);

    public static Diagnostic ConfigChanged(string file) => Diagnostic.Error(
        "PLF008",
        $"`autoschematic.ron` changed since `{file}` was made, so nothing of it was executed",
        hint: PlanAgain);

    public static Diagnostic DesiredChanged(ResourceKey resource) => Refused(
        "PLF009", resource, $"`{resource}` has another content than when it was planned, so it was not executed");

    public static Diagnostic OutputChanged(ResourceKey resource, string address, string key) => Refused(
        "PLF010", resource, $"`{resource}` refers to `{address}[{key}]`, which changed since it was planned, so it was not executed");

    public static Diagnostic ConnectorChanged(ResourceKey resource, string connector) => Refused(
        "PLF011", resource, $"Connector `{connector}` is not the one that planned `{resource}`, so it was not executed");

    public static Diagnostic OpsChanged(ResourceKey resource) => Refused(
        "PLF012", resource, $"Planning `{resource}` again gives other ops than were planned, so it was not executed");

    public static Diagnostic NotSelected(RepoPath file) => Diagnostic.Error(
        "PLF013",
        $"`{file}` is no longer among the files that the plan was made of, so it was not executed",
        SourceLocation.OfFile(file.Text),
        PlanAgain);

    public static Diagnostic WasNotPlanned(ResourceKey resource) => Diagnostic.Error(
        "PLF014",
        $"`{resource}` could not be planned when the plan was made, so it is no part of it",
        SourceLocation.OfFile(resource.File.Text),
        PlanAgain);

    public static Diagnostic NotInPlan(ResourceKey resource) => Diagnostic.Warning(
        "PLF015",
        $"`{resource}` is no part of the plan and was left out",
        SourceLocation.OfFile(resource.File.Text),
        PlanAgain);

    public static Diagnostic WasUnchanged(ResourceKey resource, PlanAction now) => Diagnostic.Warning(
        "PLF016",
        $"There was nothing to do for `{resource}` when it was planned, and now it would be: {now.Word}; it was left alone",
        SourceLocation.OfFile(resource.File.Text),
        PlanAgain);

    public static Diagnostic OwnSelection(string file) => Diagnostic.Error(
        "PLF017",
        $"`{file}` says itself what is applied, so that nothing can be added or left out",
        hint: "leave the options that narrow the selection out, or plan again with them");

    private static Diagnostic Refused(string code, ResourceKey resource, string message)
        => Diagnostic.Error(code, message, SourceLocation.OfFile(resource.File.Text), PlanAgain);

    private static string Commit(string? commit) => commit is null ? "no commit" : $"commit {Short(commit)}";

    private static string Short(string commit) => commit[..Math.Min(commit.Length, 10)];
}
