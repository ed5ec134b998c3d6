using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>Proves that a rename changes no plan: what agreed with the remote before still does, under whatever name.</summary>
internal sealed class RenameProof(ConnectorSession session, IReadOnlyList<RenameMove> moves, EventSink events)
{
    private readonly Dictionary<RepoPath, ResourceKey> places = moves.ToDictionary(move => move.From.File, move => move.To);
    private IReadOnlyDictionary<ResourceKey, PlannedResource> before = new Dictionary<ResourceKey, PlannedResource>();

    /// <summary>Plans the files that the rename will touch; false with diagnostics when one of them cannot be planned.</summary>
    public async Task<bool> PlanBeforeAsync(
        IReadOnlyList<RepoPath> files, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await PlanAsync(files, diagnostics, cancellationToken) is not { } planned)
        {
            return false;
        }

        before = planned.ToDictionary(resource => resource.Resource);
        var failed = planned.Where(resource => resource.Action is PlanAction.Failed).ToList();
        diagnostics.AddRange(failed.Select(resource => RenamingDiagnostics.NotProven(resource.Resource, resource.Diagnostics)));
        return failed.Count == 0;
    }

    /// <summary>Plans the same files again, where they are now; false with diagnostics when there is anything to do that there was not.</summary>
    public async Task<bool> PlanAfterAsync(
        IReadOnlyList<RepoPath> files, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        IReadOnlyList<RepoPath> moved = [.. files.Select(file => places.GetValueOrDefault(file)?.File ?? file)];
        if (await PlanAsync(moved, diagnostics, cancellationToken) is not { } planned)
        {
            return false;
        }

        var after = planned.ToDictionary(resource => resource.Resource);
        foreach (var (key, old) in before)
        {
            var place = places.GetValueOrDefault(key.File) ?? key;
            var now = after.GetValueOrDefault(place);
            if (now?.Action.Word != old.Action.Word || now.Ops.Count != old.Ops.Count)
            {
                diagnostics.Add(RenamingDiagnostics.PlanNotEmpty(
                    place,
                    old.Action.Word,
                    now?.Action.Word ?? "not managed",
                    now?.Ops.Select(op => op.Message ?? op.Definition).Concat(now.Diagnostics.Select(found => found.Message)) ?? []));
            }
        }

        return !diagnostics.HasErrors;
    }

    private async Task<IReadOnlyList<PlannedResource>?> PlanAsync(
        IReadOnlyList<RepoPath> files, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var request = new SelectionRequest(
            new SelectionMode.Paths([.. files.Select(file => Path.Join(session.Workspace.Root, file.Text))], session.Workspace.Root));
        if (await SelectionBuilder.BuildAsync(session.Workspace, request, diagnostics, cancellationToken) is not SelectionResult.Ready ready)
        {
            return null;
        }

        await using var selection = ready.Selection;
        var draft = await new PlanningRun(session, selection, staged: false, noRename: true, isShown: true, events).RunAsync(diagnostics, cancellationToken);
        return [.. draft.Items.Select(item => item.Resource), .. draft.Unknown];
    }
}
