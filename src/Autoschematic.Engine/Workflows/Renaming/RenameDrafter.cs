using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>
/// Works out what `rename` would change in the files, for an editor: by the same plan, with the texts that are not saved
/// yet, and without a connector. Therefore it does not prove that plans stay as they are; the next plan shows it.
/// </summary>
/// <param name="unsaved">Files as the editor shows them.</param>
/// <param name="owners">Who takes an address for what, in file order; nobody when it is not known now.</param>
public sealed class RenameDrafter(
    Workspace workspace,
    IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>> unsaved,
    Func<ResourceKey, CancellationToken, Task<IReadOnlyList<AddressOwner>>> owners)
{
    private static readonly FilterBits[] Roles = [FilterBits.Resource, FilterBits.Bundle, FilterBits.Task];
    private readonly Dictionary<Prefix, HashSet<Address>> parents = [];

    /// <summary>Drafts the move of files with what is below them; null with diagnostics when that is not possible.</summary>
    /// <param name="places">Old and new places, at least one.</param>
    public async Task<RenameDraft?> DraftAsync(
        IReadOnlyList<(RepoPath From, RepoPath To)> places, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // Nothing is written here, but a command that is at work would not find what it left.
        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Shared, "rename", diagnostics);
        if (held is null || Resolve(places, diagnostics) is not { } asked || await FindMovesAsync(asked, diagnostics, cancellationToken) is not { } moves)
        {
            return null;
        }

        var planner = new RenamePlanner(workspace, moves, diagnostics, unsaved);
        return await planner.PlanFilesAsync(cancellationToken) ? new(Collect(planner)) : null;
    }

    private List<RenameMove>? Resolve(IReadOnlyList<(RepoPath From, RepoPath To)> places, DiagnosticBag diagnostics)
    {
        var moves = new List<RenameMove>();
        foreach (var (from, to) in places)
        {
            if (TargetResolver.Resolve(workspace, workspace.Root, from.Text, diagnostics) is { } old
                && TargetResolver.Resolve(workspace, workspace.Root, to.Text, diagnostics) is { } place)
            {
                moves.Add(new(old, place));
            }
        }

        if (moves.Find(move => move.From.Prefix != moves[0].From.Prefix) is { } stranger)
        {
            diagnostics.Add(RenamingDiagnostics.SeveralPrefixes(moves[0].From, stranger.From));
        }

        return diagnostics.HasErrors ? null : moves;
    }

    private async Task<IReadOnlyList<RenameMove>?> FindMovesAsync(
        List<RenameMove> asked, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await WorkingFiles.ListAsync(workspace, diagnostics, cancellationToken) is not { } files)
        {
            return null;
        }

        var moves = new Dictionary<RepoPath, RenameMove>();
        foreach (var move in asked)
        {
            moves[move.From.File] = move;
        }

        foreach (var move in asked)
        {
            if (RenamePlaces.Check(workspace, move.From, move.To, diagnostics)
                && await HasSubtreeAsync(move, isAsked: true, diagnostics, cancellationToken))
            {
                foreach (var child in Subtree.Of(workspace.Config, move.From, move.To, files).Skip(1).Where(child => moves.TryAdd(child.From.File, child)))
                {
                    if (RenamePlaces.Check(workspace, child.From, child.To, diagnostics))
                    {
                        await HasSubtreeAsync(child, isAsked: false, diagnostics, cancellationToken);
                    }
                }
            }
        }

        return diagnostics.HasErrors ? null : [.. moves.Values];
    }

    /// <summary>Whether what is below moves along, which it does with a resource; a diagnostic when another connector would own the new place.</summary>
    private async Task<bool> HasSubtreeAsync(RenameMove move, bool isAsked, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var before = await owners(move.From, cancellationToken);
        var role = Roles.FirstOrDefault(role => before.Any(owner => owner.Bits.HasFlag(role)));
        if (role == FilterBits.None)
        {
            // What is known to be no resource is refused; what nobody knows is taken for one unless it made other files.
            if (isAsked && before.Count > 0)
            {
                diagnostics.Add(WorkflowDiagnostics.NoOwner(move.From.File, "resource, bundle or task"));
            }

            return before.Count == 0 && !IsParentOfChildren(move.From);
        }

        var owner = before.First(known => known.Bits.HasFlag(role)).Connector;
        var next = (await owners(move.To, cancellationToken)).FirstOrDefault(known => known.Bits.HasFlag(role))?.Connector;
        if (next != owner)
        {
            diagnostics.Add(RenamingDiagnostics.OtherOwner(move.From, owner, move.To, next));
        }

        return next == owner && role == FilterBits.Resource;
    }

    private bool IsParentOfChildren(ResourceKey resource)
    {
        if (!parents.TryGetValue(resource.Prefix, out var known))
        {
            parents[resource.Prefix] = known = [.. workspace.Files.List(OutputPaths.BundleFolderOf(resource.Prefix)).Select(ParentIn).OfType<Address>()];
        }

        return known.Contains(resource.Address);
    }

    private Address? ParentIn(RepoPath marker)
        => workspace.Files.TryRead(marker, []) is { } bytes
            && Utf8.TryDecode(bytes) is { } text
            && BundleMarker.Parse(new SourceText(text, marker.Text), []) is BundleMarker.ChildOf child
                ? child.Parent
                : null;

    private static List<DraftedFile> Collect(RenamePlanner planner)
    {
        var moved = planner.Moved.ToDictionary(move => move.From, move => move.To);
        var places = moved.Values.ToHashSet();
        var files = new List<DraftedFile>();
        foreach (var file in planner.Changes.Paths.Where(file => !places.Contains(file)))
        {
            var place = moved.GetValueOrDefault(file);
            if (planner.Read(file) is { } before && planner.Changes.ContentOf(place ?? file) is { } after)
            {
                files.Add(new(file, place, before, after));
            }
        }

        return files;
    }
}
