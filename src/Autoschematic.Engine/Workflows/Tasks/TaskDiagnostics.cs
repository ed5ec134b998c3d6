using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Tasks;

internal static class TaskDiagnostics
{
    public static Diagnostic Waiting(ResourceKey task, IEnumerable<OutputReference> references) => Diagnostic.Error(
        "TSK001",
        $"`{task}` waits for {string.Join(", ", references.Select(reference => $"`{reference}`"))}",
        SourceLocation.OfFile(task.File.Text),
        "apply what writes these outputs first");

    public static Diagnostic NotReady(SessionConnector connector) => Diagnostic.Error(
        "TSK002", $"Connector `{connector.Name}` is not ready to run tasks");

    public static Diagnostic Unknown(ResourceKey task, int steps) => Diagnostic.Error(
        "TSK003",
        $"`{task}` stopped in step {steps + 1} without an answer, so it is not known what that step did",
        SourceLocation.OfFile(task.File.Text),
        $"look at the remote side, then `autoschematic run-task {task.File} --resume --retry` calls it again, and `--abandon` gives it up");

    public static Diagnostic Interrupted(ResourceKey task, int steps) => Diagnostic.Warning(
        "TSK004",
        $"`{task}` was interrupted after {Steps(steps)}",
        hint: steps == 0 ? null : $"what {(steps == 1 ? "it" : "they")} wrote is stored; `autoschematic run-task {task.File} --resume` goes on");

    public static Diagnostic NotStored(ResourceKey task, int steps, bool isLast) => Diagnostic.Error(
        "TSK010",
        $"What step {steps} of `{task}` gave could not be stored{(isLast ? "" : ", so no further step was called")}",
        SourceLocation.OfFile(task.File.Text),
        "mend what the errors before this one name");

    public static Diagnostic LostOutputs(ResourceKey task, IReadOnlyDictionary<string, string?> outputs) => Diagnostic.Error(
        "TSK011",
        $"`{task}` gave outputs that are in no file: "
            + string.Join(", ", outputs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value is null ? $"`{pair.Key}` removed" : $"`{pair.Key}` = `{pair.Value}`")),
        SourceLocation.OfFile(task.File.Text),
        "note them down");

    public static Diagnostic NoSuchModifiedFile(ResourceKey task, RepoPath file) => Diagnostic.Warning(
        "TSK005", $"`{task}` says that it modified `{file}`, which does not exist", SourceLocation.OfFile(file.Text));

    public static Diagnostic NotThrough(ResourceKey task, TaskProgress progress) => Diagnostic.Error(
        "TSK012",
        $"`{task}` was begun at {progress.At:u} and stopped after {Steps(progress.Steps)}",
        SourceLocation.OfFile(task.File.Text),
        $"`autoschematic run-task {task.File} --resume` goes on with it, `--abandon` gives it up");

    public static Diagnostic NothingToResume(ResourceKey task) => Diagnostic.Error(
        "TSK013", $"`{task}` is not in the middle of anything", SourceLocation.OfFile(task.File.Text), "run it without `--resume` or `--abandon`");

    public static Diagnostic UnknownStep(ResourceKey task, int steps) => Diagnostic.Error(
        "TSK014",
        $"`{task}` stopped in step {steps + 1} before its answer was stored, so it is not known what that step did",
        SourceLocation.OfFile(task.File.Text),
        $"look at the remote side, then `--resume --retry` calls it again, and `--abandon` gives the task up");

    public static Diagnostic OtherBody(ResourceKey task) => Diagnostic.Error(
        "TSK015",
        $"`{task}` was changed since it was begun, so it cannot go on",
        SourceLocation.OfFile(task.File.Text),
        "restore the file, or give the task up with `--abandon`");

    public static Diagnostic OtherArgument(ResourceKey task) => Diagnostic.Error(
        "TSK016",
        $"`{task}` was begun with another argument",
        SourceLocation.OfFile(task.File.Text),
        "leave the argument out: going on uses the one it was begun with");

    public static Diagnostic Unreadable(ResourceKey task, string path, string reason) => Diagnostic.Error(
        "TSK017",
        $"It cannot be told where `{task}` stopped, since `{path}` cannot be read: {reason}",
        hint: $"look at the remote side, then give the task up with `autoschematic run-task {task.File} --abandon`");

    public static Diagnostic NotKept(ResourceKey task, string path, string reason) => Diagnostic.Error(
        "TSK018",
        $"Where `{task}` is cannot be kept in `{path}`: {reason}",
        hint: "check the permissions and the free space of the git folder");

    public static Diagnostic WasOver(ResourceKey task, bool begins) => new(
        "TSK019",
        begins ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        $"`{task}` was interrupted after its last step, so it is through; what it wrote is staged now{(begins ? ", and it was not begun again" : "")}",
        SourceLocation.OfFile(task.File.Text),
        begins ? "run the command again to begin anew" : null);

    public static Diagnostic CanResume(ResourceKey task, int steps) => Diagnostic.Warning(
        "TSK020",
        $"`{task}` stopped after {Steps(steps)}",
        SourceLocation.OfFile(task.File.Text),
        $"`autoschematic run-task {task.File} --resume` calls the next one again, `--abandon` gives the task up");

    private static string Steps(int steps) => $"{steps} {(steps == 1 ? "step" : "steps")}";
}
