using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>What follows when everything is written: finishing earlier imports, `--link` and `--verify`.</summary>
/// <remarks>After an interruption it says how far it came.</remarks>
internal sealed class ImportFollowUp(ConnectorSession session, ImportRequest request, EventSink events, int concurrency)
{
    private readonly BodyLinker linker = new(session.Workspace, events);

    /// <summary>Resources that an earlier import had written before it was cut short.</summary>
    public int EarlierCount { get; private set; }

    /// <summary>Files of an earlier import that was cut short, which are to be staged.</summary>
    public IReadOnlyList<RepoPath> FoundFiles { get; private set; } = [];

    public ImportLinks? Links => request.Link ? linker.Links : null;

    public IReadOnlyList<UnprovenResource>? Unproven { get; private set; }

    public async Task RunAsync(
        IReadOnlyList<ImportedResource> resources, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var earlier = await new EarlierImports(session)
            .FindAsync(resources, alsoStaged: request.Link || request.Verify, concurrency, diagnostics, cancellationToken);
        EarlierCount = earlier.Count;
        FoundFiles = [.. earlier.SelectMany(FilesOf).Where(session.Workspace.Files.Exists).Distinct()];
        List<ImportedResource> imported =
            [.. resources.Where(resource => resource.Status is ImportStatus.Imported or ImportStatus.Replaced), .. earlier];
        if (request.Link)
        {
            await linker.LinkAsync([.. imported.Select(KeyOf)], diagnostics, cancellationToken);
        }

        if (request.Verify)
        {
            Unproven = await new ImportVerifier(session, events)
                .FindUnprovenAsync([.. imported.OrderBy(resource => KeyOf(resource).File)], concurrency, diagnostics, cancellationToken);
        }
    }

    private static ResourceKey KeyOf(ImportedResource resource) => new(resource.Prefix, resource.Address!);

    private IEnumerable<RepoPath> FilesOf(ImportedResource resource)
    {
        var key = KeyOf(resource);
        var holder = session.Workspace.Outputs.ResolvePointers(key.Prefix, key.Address, []) ?? key.Address;
        yield return key.File;
        yield return OutputPaths.FileOf(key.Prefix, holder);
        if (Address.TryParseForeign(resource.Listed, out _) is { } physical)
        {
            yield return OutputPaths.FileOf(key.Prefix, physical);
        }
    }
}
