using System.Collections.Concurrent;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>Which files of a prefix are resources, and whose, as far as connectors say so soon enough for a tree view.</summary>
internal sealed class OwnedFiles(ServerContext context)
{
    private const int MostFiles = 5_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The files with their owners, in the order of their paths; those beyond a limit are left out.</summary>
    public async Task<IReadOnlyList<(RepoPath Path, string Connector)>> FindAsync(
        LiveRepository live, ConfiguredPrefix prefix, CancellationToken cancellationToken)
    {
        var found = new ConcurrentBag<(RepoPath Path, string Connector)>();
        using var patience = new CancellationTokenSource(Patience, context.World.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = either.Token };
        try
        {
            await Parallel.ForEachAsync(FilesOf(live, prefix), options, async (file, token) =>
            {
                var owners = await context.Facts.OwnersAsync(live.Folder, prefix.Prefix, file.Address, token);
                if (owners.FirstOrDefault(owner => owner.Bits.HasFlag(FilterBits.Resource)) is { } owner)
                {
                    found.Add((file.Path, owner.Connector));
                }
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The others are found the next time, when connectors have answered.
        }

        return [.. found.OrderBy(file => file.Path)];
    }

    private static IEnumerable<(RepoPath Path, Address Address)> FilesOf(LiveRepository live, ConfiguredPrefix prefix)
        => (live.Workspace?.Files.List(prefix.Prefix.Folder) ?? [])
            .Where(path => live.Workspace!.Reserved.Check(path) is null)
            .Select(path => (path, prefix.Prefix.AddressOf(path)))
            .Where(file => file.Item2 is not null)
            .Select(file => (file.path, file.Item2!))
            .Take(MostFiles);
}
