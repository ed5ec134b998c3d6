using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>Finds resources by address, prefixes and connectors, of all repositories that are open.</summary>
internal sealed class SymbolSearch(IReadOnlyList<RepositorySnapshot> repositories)
{
    /// <summary>More than this many nobody reads; a longer query finds fewer.</summary>
    public const int MostSymbols = 200;

    /// <summary>What matches a query best, at most <see cref="MostSymbols"/>; of equals in the order of their names.</summary>
    public IReadOnlyList<SymbolInformation> Find(string query, CancellationToken cancellationToken)
    {
        var found = new List<(int Score, SymbolInformation Symbol)>();
        foreach (var (name, symbol) in repositories.SelectMany(SymbolsOf))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FuzzyMatch.Score(name, query) is { } score)
            {
                found.Add((score, symbol()));
            }
        }

        return [.. found
            .OrderByDescending(item => item.Score)
            .ThenBy(item => item.Symbol.Name, StringComparer.Ordinal)
            .ThenBy(item => item.Symbol.Location.Uri, StringComparer.Ordinal)
            .Take(MostSymbols)
            .Select(item => item.Symbol)];
    }

    private static IEnumerable<(string Name, Func<SymbolInformation> Symbol)> SymbolsOf(RepositorySnapshot repository)
    {
        if (repository.Config is not { } config)
        {
            yield break;
        }

        var reserved = config.ReservedPaths(repository.Folder.Root);
        foreach (var prefix in config.Prefixes)
        {
            var name = prefix.Prefix.Name;
            yield return (name, () => new(name, SymbolKind.Namespace, At(repository, prefix.Location)));
            foreach (var connector in prefix.Connectors)
            {
                yield return (connector.Shortname, () => new(connector.Shortname, SymbolKind.Interface, At(repository, connector.Location), name));
            }

            foreach (var file in repository.Files.List(prefix.Prefix.Folder))
            {
                if (prefix.Prefix.AddressOf(file) is { } address && reserved.Check(file) is null)
                {
                    yield return (address.Text, () => new(address.Text, SymbolKind.File, new(repository.UriOf(file), default), name));
                }
            }
        }
    }

    private static Location At(RepositorySnapshot repository, SourceLocation location)
        => new(
            repository.UriOf(Model.Addresses.RepoPath.Parse(RepositoryConfig.FileName)),
            location.Span is { } span ? location.Source.RangeOf(span) : default);
}
