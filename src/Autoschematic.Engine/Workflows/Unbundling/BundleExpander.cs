using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Unbundling;

/// <summary>Writes the children of one bundle with their markers; what it may not write over is kept and reported.</summary>
internal sealed class BundleExpander(ConnectorSession session, bool overbundle)
{
    private readonly ChildRecords records = new(session.Workspace.Git);
    private readonly List<RepoPath> written = [];

    /// <summary>Children and markers that were written, in the order they were.</summary>
    public IReadOnlyList<RepoPath> Written => written;

    private Workspace Workspace => session.Workspace;

    public UnbundledBundle Expand(
        SessionConnector connector, ResourceKey bundle, IReadOnlyList<BundleChild> children, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<RepoPath>();
        var results = new List<UnbundledChild>();
        foreach (var child in children.OrderBy(child => child.Address, StringComparer.Ordinal))
        {
            var problems = new DiagnosticBag();
            var change = ExpandChild(connector, bundle, child, seen, problems);
            diagnostics.AddRange(problems);
            results.Add(new(child.Address, change, problems.FirstOrDefault()));
        }

        var orphans = FindOrphans(bundle, seen);
        if (orphans.Count > 0)
        {
            diagnostics.Add(UnbundlingDiagnostics.Orphans(bundle, orphans));
        }

        return new(bundle, connector.Name, results, orphans, null);
    }

    private ChildChange ExpandChild(
        SessionConnector connector, ResourceKey bundle, BundleChild child, HashSet<RepoPath> seen, DiagnosticBag problems)
    {
        if (session.CheckAddress(connector, "Unbundle", child.Address, problems) is not { } address)
        {
            return ChildChange.Kept;
        }

        var file = bundle.Prefix.FileOf(address);
        if (file == bundle.File)
        {
            problems.Add(UnbundlingDiagnostics.Itself(bundle));
            return ChildChange.Kept;
        }

        if (!seen.Add(file))
        {
            problems.Add(UnbundlingDiagnostics.Twice(file, bundle));
            return ChildChange.Kept;
        }

        var marker = OutputPaths.BundleMarkerOf(bundle.Prefix, address);
        var before = Workspace.Files.TryRead(file, problems);
        if (problems.HasErrors || (before is { } content && !overbundle && !MayOverwrite(bundle, file, marker, content, problems)))
        {
            return ChildChange.Kept;
        }

        var same = before is { } old && old.Span.SequenceEqual(child.Contents.Span);
        var markerBytes = new BundleMarker.ChildOf(bundle.Address).ToBytes();
        if ((!same && !Workspace.Files.WriteAtomic(file, child.Contents, problems))
            || !Workspace.Files.WriteAtomic(marker, markerBytes, problems))
        {
            return ChildChange.Kept;
        }

        records.Remember(file, child.Contents);
        written.AddRange([file, marker]);
        return same ? ChildChange.Unchanged : before is null ? ChildChange.Created : ChildChange.Updated;
    }

    private bool MayOverwrite(
        ResourceKey bundle, RepoPath file, RepoPath marker, ReadOnlyMemory<byte> content, DiagnosticBag problems)
    {
        switch (ReadMarker(marker))
        {
            case BundleMarker.ChildOf child when child.Parent == bundle.Address:
                if (records.IsEdited(file, content))
                {
                    problems.Add(UnbundlingDiagnostics.Edited(file, bundle));
                }

                break;
            case BundleMarker.ChildOf child:
                problems.Add(UnbundlingDiagnostics.OfOtherBundle(file, child.Parent, bundle));
                break;
            default:
                problems.Add(UnbundlingDiagnostics.NotAChild(file, bundle));
                break;
        }

        return !problems.HasErrors;
    }

    private IReadOnlyList<RepoPath> FindOrphans(ResourceKey bundle, HashSet<RepoPath> produced)
    {
        const string suffix = ".bun.ron";
        var folder = OutputPaths.BundleFolderOf(bundle.Prefix);
        var orphans = new List<RepoPath>();
        foreach (var marker in Workspace.Files.List(folder))
        {
            if (marker.Text.EndsWith(suffix, StringComparison.Ordinal)
                && ReadMarker(marker) is BundleMarker.ChildOf child
                && child.Parent == bundle.Address
                && Address.TryParse(marker.Text[(folder.Text.Length + 1)..^suffix.Length], out _) is { } address
                && bundle.Prefix.FileOf(address) is var file
                && !produced.Contains(file)
                && Workspace.Files.KindOf(file) == FileKind.File)
            {
                orphans.Add(file);
            }
        }

        return orphans;
    }

    private BundleMarker? ReadMarker(RepoPath marker)
    {
        var ignored = new DiagnosticBag();
        return Workspace.Files.TryRead(marker, ignored) is { } bytes
            ? BundleMarker.Parse(new SourceText(Encoding.UTF8.GetString(bytes.Span), marker.Text), ignored)
            : null;
    }
}
