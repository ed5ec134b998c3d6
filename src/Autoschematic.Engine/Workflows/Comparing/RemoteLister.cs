using System.Collections.Concurrent;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>Lists what exists behind a connector, subpath by subpath, with virtual addresses.</summary>
internal sealed class RemoteLister
{
    private const int Concurrency = 128;
    private readonly ConnectorSession session;
    private readonly Glob? filter;

    /// <param name="session">Where the connectors run.</param>
    /// <param name="subpath">A glob that was found good, or null for everything.</param>
    public RemoteLister(ConnectorSession session, string? subpath)
    {
        this.session = session;
        filter = subpath is null ? null : Glob.TryParse(subpath, out _);
    }

    /// <summary>Everything listed once, in ordinal order; a subpath that fails is a diagnostic and hides nothing else.</summary>
    public async Task<IReadOnlyList<ListedResource>> ListAsync(
        SessionConnector connector, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (connector.Reader is not { } reader)
        {
            return [];
        }

        IReadOnlyList<string> subpaths;
        try
        {
            subpaths = await reader.SubpathsAsync(cancellationToken);
        }
        catch (ConnectorException exception)
        {
            diagnostics.Add(session.Describe(exception));
            return [];
        }

        var texts = new ConcurrentDictionary<string, byte>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        var wanted = subpaths.Distinct().Where(subpath => filter is null || filter.Overlaps(subpath)).ToList();
        var problems = new Diagnostic?[wanted.Count];
        await Parallel.ForAsync(0, wanted.Count, options, async (index, token) =>
        {
            try
            {
                foreach (var text in await reader.ListAsync(wanted[index], token))
                {
                    texts.TryAdd(text, 0);
                }
            }
            catch (ConnectorException exception)
            {
                problems[index] = session.Describe(exception);
            }
        });
        diagnostics.AddRange(problems.OfType<Diagnostic>());
        return await MapAsync(connector, [.. texts.Keys.Order(StringComparer.Ordinal)], options);
    }

    /// <summary>The same resource by the name that it has got since it was listed.</summary>
    public async Task<ListedResource> NameAsync(SessionConnector connector, ListedResource listed, CancellationToken cancellationToken)
    {
        if (listed is not { Virtual: null, Physical: { } physical, Problem: null })
        {
            return listed;
        }

        try
        {
            return listed with { Virtual = await session.MapBackAsync(connector, physical, cancellationToken) };
        }
        catch (ConnectorException exception)
        {
            return listed with { Problem = session.Describe(exception) };
        }
    }

    private async Task<IReadOnlyList<ListedResource>> MapAsync(
        SessionConnector connector, List<string> texts, ParallelOptions options)
    {
        var listed = new ListedResource[texts.Count];
        await Parallel.ForAsync(0, texts.Count, options, async (index, token) =>
        {
            var problems = new DiagnosticBag();
            var physical = session.CheckAddress(connector, "List", texts[index], problems);
            Address? address = null;
            try
            {
                address = physical is null
                    ? null
                    : await session.MapBackAsync(connector, physical, token) ?? PointedAt(connector.Prefix, physical);
            }
            catch (ConnectorException exception)
            {
                problems.Add(session.Describe(exception));
            }

            listed[index] = new(texts[index], physical, address, problems.FirstOrDefault());
        });
        return [.. listed.DistinctBy(item => item.Physical?.Text ?? item.Text).Where(IsWanted)];
    }

    /// <summary>A resource that has a file under another name is known by its pointer, also to a connector that cannot map back.</summary>
    private Address? PointedAt(Prefix prefix, Address physical)
        => session.Workspace.Outputs.ResolvePointers(prefix, physical, []) is { } known && known != physical ? known : null;

    private bool IsWanted(ListedResource item)
        => filter is null
            || item.Physical is null
            || filter.Matches(item.Physical)
            || (item.Virtual is not null && filter.Matches(item.Virtual));
}
