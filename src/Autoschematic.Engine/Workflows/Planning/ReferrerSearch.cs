using Autoschematic.Engine.Git;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Finds the bodies of the whole tree, as it is wanted, that refer to resources which are to be deleted.</summary>
internal sealed class ReferrerSearch(ConnectorSession session, bool staged)
{
    private Workspace Workspace => session.Workspace;

    /// <summary>Referring files by the resource they refer to, in ordinal order.</summary>
    public async Task<IReadOnlyDictionary<ResourceKey, IReadOnlyList<RepoPath>>> FindAsync(
        IReadOnlyCollection<PlanItem> items, IReadOnlySet<ResourceKey> deleted, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var prefixes = deleted.Select(key => key.Prefix).ToHashSet();
        var selected = items.ToDictionary(item => item.Key.File);
        var referring = new SortedDictionary<RepoPath, IReadOnlyList<ResourceKey>>();
        await using var contents = Workspace.Git.OpenContents();
        foreach (var (path, entry) in await CandidatesAsync(diagnostics, cancellationToken))
        {
            var place = Workspace.Config.Locate(path);
            if (place is not { } at || !prefixes.Contains(at.Prefix.Prefix) || Workspace.Reserved.Check(path) is not null)
            {
                continue;
            }

            var references = selected.TryGetValue(path, out var item)
                ? item.References
                : BodyReferences.AddressesOf(at.Address, await ReadAsync(path, entry, contents, diagnostics, cancellationToken));
            var targets = references
                .Select(address => new ResourceKey(at.Prefix.Prefix, address))
                .Where(key => deleted.Contains(key) && key.File != path)
                .Distinct()
                .ToList();
            if (targets.Count > 0 && await IsBodyAsync(at.Prefix.Prefix, at.Address, cancellationToken))
            {
                referring[path] = targets;
            }
        }

        return referring
            .SelectMany(pair => pair.Value, (pair, key) => (Key: key, Referrer: pair.Key))
            .GroupBy(pair => pair.Key, pair => pair.Referrer)
            .ToDictionary(group => group.Key, IReadOnlyList<RepoPath> (group) => [.. group]);
    }

    private async Task<IReadOnlyList<(RepoPath Path, GitEntry? Entry)>> CandidatesAsync(
        DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var tracked = await Workspace.Git.IndexEntriesAsync(diagnostics, cancellationToken) ?? [];
        var untracked = staged ? [] : await Workspace.Git.UntrackedFilesAsync(diagnostics, cancellationToken) ?? [];
        return
        [
            .. tracked.Where(entry => entry.Mode is GitMode.File or GitMode.Executable).Select(entry => (entry.Path, (GitEntry?)entry)),
            .. untracked.Select(path => (path, (GitEntry?)null)),
        ];
    }

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(
        RepoPath path, GitEntry? entry, GitContents contents, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => entry is not null && (entry.SkipWorktree || staged)
            ? await contents.ReadAsync(entry.Blob, path, diagnostics, cancellationToken)
            : Workspace.Files.TryRead(path, diagnostics);

    /// <summary>A note that shows how references are written does not keep anything alive; a body does.</summary>
    private async Task<bool> IsBodyAsync(Prefix prefix, Address address, CancellationToken cancellationToken)
    {
        foreach (var role in new[] { FilterBits.Resource, FilterBits.Bundle, FilterBits.Task })
        {
            if (await session.FindOwnerAsync(prefix, address, role, cancellationToken) is not Ownership.Unowned)
            {
                return true;
            }
        }

        return false;
    }
}
