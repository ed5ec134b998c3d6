using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Finds what an import that was cut short had written, so that running it again finishes that too.</summary>
internal sealed class EarlierImports(ConnectorSession session)
{
    private Workspace Workspace => session.Workspace;

    /// <summary>Files that are here already, that git does not have yet, and that are byte for byte what an import writes.</summary>
    /// <param name="resources">What became of every listed resource.</param>
    /// <param name="alsoStaged">Whether a file that is staged and not committed counts too.</param>
    public async Task<IReadOnlyList<ImportedResource>> FindAsync(
        IReadOnlyList<ImportedResource> resources,
        bool alsoStaged,
        int concurrency,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var here = resources
            .Where(resource => resource is { Status: ImportStatus.Skipped, Address: not null } && Workspace.Files.Exists(FileOf(resource)))
            .ToList();
        if (here.Count == 0 || await KnownAsync(alsoStaged, diagnostics, cancellationToken) is not { } known)
        {
            return [];
        }

        var candidates = here.Where(resource => !known.Contains(FileOf(resource))).ToList();
        var written = new bool[candidates.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, candidates.Count, options, async (index, token) =>
            written[index] = await IsUntouchedAsync(candidates[index], token));
        return [.. candidates.Where((_, index) => written[index])];
    }

    private static RepoPath FileOf(ImportedResource resource) => resource.Prefix.FileOf(resource.Address!);

    private async Task<HashSet<RepoPath>?> KnownAsync(bool alsoStaged, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (!alsoStaged)
        {
            return await Workspace.Git.IndexEntriesAsync(diagnostics, cancellationToken) is { } index
                ? [.. index.Select(entry => entry.Path)]
                : null;
        }

        if (await Workspace.Git.ReadHeadAsync(diagnostics, cancellationToken) is not { } head)
        {
            return null;
        }

        return head.Commit is null ? []
            : await Workspace.Git.TreeEntriesAsync(head.Commit, diagnostics, cancellationToken) is { } tree ? [.. tree.Select(entry => entry.Path)]
            : null;
    }

    private async Task<bool> IsUntouchedAsync(ImportedResource resource, CancellationToken cancellationToken)
    {
        var ignored = new DiagnosticBag();
        var key = new ResourceKey(resource.Prefix, resource.Address!);
        if (session.Find(resource.Prefix, resource.Connector) is not { Reader: { } reader } connector
            || session.CheckAddress(connector, "List", resource.Listed, ignored) is not { } physical
            || Workspace.Files.TryRead(key.File, ignored) is not { } body)
        {
            return false;
        }

        try
        {
            return !Workspace.Secrets.IsRevealedIn(body)
                && await reader.GetAsync(physical, cancellationToken) is { } remote
                && OutputResolver.Resolve(Workspace, key, body, ignored).Bytes.Span.SequenceEqual(remote.Body.Span);
        }
        catch (ConnectorException)
        {
            // Whether it was written by an import is then not known, so it is left alone.
            return false;
        }
    }
}
