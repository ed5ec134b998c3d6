using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Gives outputs and pointer of a renamed file to its new address; nothing remote changes.</summary>
internal sealed class MoveStep(ConnectorSession session, OutputRecorder recorder)
{
    /// <summary>Moves and stages; null when all is on disk, else what went wrong.</summary>
    public async Task<Diagnostic?> RunAsync(PlannedItem item, PlanAction.Moved moved)
    {
        var (key, physical) = (item.Item.Key, item.Resource.Physical!);
        var outputs = session.Workspace.Outputs;
        var files = session.Workspace.Files;

        // Where the outputs came along with the body, only the pointer is left to be set right, and what stayed behind to go.
        var problem = !outputs.Exists(key.Prefix, key.Address) ? Move(key, moved.From.Address, physical)
            : recorder.Point(key, null, physical)
                ?? (files.Exists(moved.From.File) || !outputs.Exists(key.Prefix, moved.From.Address) ? null : recorder.ForgetLeft(key, moved.From.Address));
        // Also what was there already, written before a kill or moved by hand, belongs to the move and to its commit.
        recorder.Touch(key,
        [
            OutputPaths.FileOf(key.Prefix, key.Address),
            OutputPaths.FileOf(key.Prefix, physical),
            OutputPaths.FileOf(key.Prefix, moved.From.Address),
            .. (outputs.Read(key.Prefix, key.Address, [])?.Values.Values ?? [])
                .Select(value => SealedOutputPaths.FileBehind(key.Prefix, value)).OfType<RepoPath>(),
        ]);
        await recorder.StageAsync();
        return problem ?? (recorder.HasLostNames ? ApplyDiagnostics.NotStored(key, []) : null);
    }

    private Diagnostic? Move(ResourceKey key, Address from, Address physical)
    {
        var problems = new DiagnosticBag();
        return SealedMove.Begin(session.Workspace, key.Prefix, from, key.Address, problems) is { } seals
            ? recorder.Move(key, from, physical, seals)
            : problems.First(problem => problem.Severity == DiagnosticSeverity.Error);
    }
}
