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
        "look at the remote side before you run it again");

    public static Diagnostic Interrupted(ResourceKey task, int steps) => Diagnostic.Warning(
        "TSK004",
        $"`{task}` was interrupted after {steps} {(steps == 1 ? "step" : "steps")}",
        hint: "what these steps wrote is stored; running it again starts from the beginning");

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
}
