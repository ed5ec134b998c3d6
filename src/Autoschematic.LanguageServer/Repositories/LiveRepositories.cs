using System.Collections.Concurrent;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>The live repositories of a client, made when they are first needed and only in a trusted workspace.</summary>
internal sealed class LiveRepositories(LspWorld world, Trust trust, IConnectorLog log) : IConnectorFacts, IAsyncDisposable
{
    /// <summary>How long a feature that somebody waits for waits for a connector.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private const int MostFindings = 200;
    private const int LongestMessage = 2_000;
    private readonly ConcurrentDictionary<string, Lazy<LiveRepository>> repositories = new(StringComparer.Ordinal);

    public event Action<RepositoryFolder>? Learned;

    /// <summary>The repositories that are live by now.</summary>
    public IReadOnlyList<LiveRepository> All
        => [.. repositories.Values.Where(item => item.IsValueCreated).Select(item => item.Value).OrderBy(item => item.Folder.Root, StringComparer.Ordinal)];

    /// <summary>The live repository of a folder, whose connectors are being started if they were not; null in an untrusted workspace.</summary>
    public LiveRepository? Find(RepositoryFolder folder)
        => trust.IsGranted ? repositories.GetOrAdd(folder.Root, _ => new(() => Open(folder))).Value : null;

    public IReadOnlyList<KnownSkeleton> SkeletonsOf(RepositoryFolder repository, Prefix prefix)
        => Find(repository) is { } live
            ? [.. live.ConnectorsOf(prefix).SelectMany(connector => connector.Skeletons.Select(skeleton => new KnownSkeleton(connector.Configured.Shortname, Hide(live, skeleton))))]
            : [];

    public async Task<IReadOnlyList<KnownOwner>> OwnersAsync(
        RepositoryFolder repository, Prefix prefix, Address address, CancellationToken cancellationToken)
    {
        var asked = Find(repository)?.ConnectorsOf(prefix).Select(connector => BitsAsync(connector, address)).ToList() ?? [];
        var owners = new List<KnownOwner>();
        foreach (var (connector, bits) in await WithinMomentAsync(asked, cancellationToken))
        {
            if (bits != FilterBits.None)
            {
                owners.Add(new(connector, bits));
            }
        }

        return owners;
    }

    public async Task<Docstring?> DocstringAsync(
        RepositoryFolder repository, Prefix prefix, Address address, DocIdent ident, CancellationToken cancellationToken)
    {
        var asked = Find(repository)?.ConnectorsOf(prefix)
            .Select(connector => connector.DocstringAsync(address, ident, CancellationToken.None))
            .ToList() ?? [];
        return (await WithinMomentAsync(asked, cancellationToken)).FirstOrDefault(found => found is not null);
    }

    public async Task<IReadOnlyList<KnownProblem>> ProblemsAsync(
        RepositoryFolder repository, Prefix prefix, Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var asked = Find(repository)?.ConnectorsOf(prefix).Select(connector => ProblemsAsync(connector, address, body, cancellationToken)) ?? [];
        return [.. (await Task.WhenAll(asked)).SelectMany(found => found)];
    }

    /// <summary>Ends the repositories that no folder of the client holds any more.</summary>
    public async Task CloseAsync(Func<RepositoryFolder, bool> isOpen)
    {
        foreach (var live in All.Where(live => !isOpen(live.Folder)))
        {
            if (repositories.TryRemove(live.Folder.Root, out _))
            {
                await live.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(All.Select(live => live.DisposeAsync().AsTask()));

    private static string Cut(string message) => message.Length <= LongestMessage ? message : message[..(LongestMessage - 1)] + "…";

    // An example that a connector made of its environment is not for a screen.
    private static Skeleton Hide(LiveRepository live, Skeleton skeleton)
        => BodyTrees.Decode(skeleton.Body.Span) is { } text && live.Redact(text) is var hidden && hidden != text
            ? skeleton with { Body = System.Text.Encoding.UTF8.GetBytes(hidden) }
            : skeleton;

    private LiveRepository Open(RepositoryFolder folder)
    {
        var live = new LiveRepository(folder, world, log, () => Learned?.Invoke(folder));
        _ = Task.Run(() => live.RefreshAsync(CancellationToken.None));
        return live;
    }

    private static async Task<(string Connector, FilterBits Bits)> BitsAsync(LiveConnector connector, Address address)
    {
        try
        {
            return (connector.Configured.Shortname, await connector.FilterAsync(address, CancellationToken.None));
        }
        catch (ConnectorException)
        {
            return (connector.Configured.Shortname, FilterBits.None);
        }
    }

    private static async Task<IReadOnlyList<KnownProblem>> ProblemsAsync(
        LiveConnector connector, Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (connector.Session is not { } starting)
        {
            return [];
        }

        var name = connector.Configured.Shortname;
        var session = await starting.WaitAsync(cancellationToken);
        if (session.Reader is not { } reader)
        {
            return session.Failure is { } failure ? [new(name, null, failure)] : [];
        }

        try
        {
            var bits = await reader.FilterAsync(address, cancellationToken);
            return (bits & ~FilterBits.Metric) == FilterBits.None
                ? []
                : [.. (await reader.DiagAsync(address, body, cancellationToken)).Take(MostFindings).Select(found => new KnownProblem(name, found with { Message = Cut(found.Message) }, null))];
        }
        catch (ConnectorException exception)
        {
            return [new(name, null, connector.Explainer?.Describe(exception))];
        }
    }

    /// <summary>The answers that come within a moment, in the order of the questions; the others are kept by whoever was asked.</summary>
    private async Task<IReadOnlyList<T>> WithinMomentAsync<T>(IReadOnlyList<Task<T>> asked, CancellationToken cancellationToken)
    {
        if (asked.Any(task => !task.IsCompleted))
        {
            var all = Task.WhenAll(asked);
            await Task.WhenAny(all, Task.Delay(Moment, world.Clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }

        var answers = new List<T>();
        foreach (var task in asked.Where(task => task.IsCompletedSuccessfully))
        {
            answers.Add(await task);
        }

        return answers;
    }
}
