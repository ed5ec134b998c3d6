using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Graphing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Checks what bodies refer to: every file is there, and nothing needs itself.</summary>
internal sealed class ReferenceChecks(Workspace workspace, IReadOnlySet<RepoPath> keptAway)
{
    /// <summary>Files that something is wrong with if they are bodies.</summary>
    public IReadOnlySet<ResourceKey> Suspects(DependencyGraph graph)
        => Dangling(graph).Concat(graph.Cycles().SelectMany(cycle => cycle)).ToHashSet();

    public IEnumerable<FsckFinding> Check(DependencyGraph graph)
        => Dangling(graph).SelectMany(CheckBody).Concat(graph.Cycles().Select(
            cycle => new FsckFinding(FsckKind.DependencyCycle, cycle[0].File, FsckDiagnostics.Cycle(cycle))));

    private IEnumerable<ResourceKey> Dangling(DependencyGraph graph)
        => graph.Edges
            .Where(edge => edge.Reason == GraphEdgeReason.Reference && !Exists(edge.Dependency))
            .Select(edge => edge.Dependent)
            .Distinct();

    private IEnumerable<FsckFinding> CheckBody(ResourceKey resource)
    {
        if (workspace.Files.TryRead(resource.File, []) is not { } body)
        {
            yield break;
        }

        var scan = ReferenceScanner.Find(BodyFormats.Of(resource.Address), body, resource.File.Text);
        foreach (var found in scan.References)
        {
            if (Address.TryParse(found.Reference.Address, out _) is { } address && !Exists(new(resource.Prefix, address)))
            {
                var diagnostic = FsckDiagnostics.MissingReference(new(scan.Source!, found.Span), found.Reference);
                yield return new(FsckKind.MissingReference, resource.File, diagnostic);
            }
        }
    }

    /// <summary>A reference may also name the physical address of a resource, by its pointer.</summary>
    private bool Exists(ResourceKey key)
    {
        var holder = workspace.Outputs.ResolvePointers(key.Prefix, key.Address, []) ?? key.Address;
        var file = key.Prefix.FileOf(holder);
        return workspace.Files.KindOf(file) != FileKind.Missing || keptAway.Contains(file);
    }
}
