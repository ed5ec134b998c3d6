using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Unbundling;

/// <summary>Plans the children of bundles with their markers; what may not be written over is kept and reported.</summary>
internal sealed class BundleExpander(ConnectorSession session, Selection selection, UnbundleRequest request)
{
    private const string MarkerSuffix = ".bun.ron";
    private readonly ChildRecords records = new(session.Workspace.Git);
    private readonly Dictionary<RepoPath, ReadOnlyMemory<byte>> children = [];
    private readonly List<RepoPath> dropped = [];
    private FileChanges changes = new();

    private Workspace Workspace => session.Workspace;

    /// <summary>Plans one bundle; nothing is written before <see cref="WriteAsync"/>.</summary>
    public async Task<UnbundledBundle> ExpandAsync(
        SessionConnector connector,
        ResourceKey bundle,
        IReadOnlyList<BundleChild> produced,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var found = new DiagnosticBag();
        var seen = new HashSet<RepoPath>();
        var planned = new List<(RepoPath File, RepoPath Marker, ReadOnlyMemory<byte> Content)>();
        var results = new List<UnbundledChild>();
        foreach (var child in produced.OrderBy(child => child.Address, StringComparer.Ordinal))
        {
            var problems = new DiagnosticBag();
            var change = PlanChild(connector, bundle, child, seen, planned, problems);
            found.AddRange(problems);
            results.Add(new(child.Address, change, problems.FirstOrDefault()));
        }

        var known = FindChildren(bundle);
        var gone = known.Where(child => !seen.Contains(child.File)).ToList();
        if (gone.Count * 2 > known.Count
            && !await request.ConfirmDrop(bundle, gone.Count, known.Count, cancellationToken))
        {
            return new(bundle, connector.Name, [], [], UnbundlingDiagnostics.DropRefused(bundle, gone.Count, known.Count));
        }

        foreach (var (file, marker, content) in planned)
        {
            if (Workspace.Files.TryRead(file, found) is { } before)
            {
                changes.Write(file, content, before);
            }
            else
            {
                changes.Create(file, content);
            }

            changes.Write(marker, new BundleMarker.ChildOf(bundle.Address).ToBytes());
            children[file] = content;
        }

        var orphans = gone.Select(child => Drop(bundle, child, found)).ToList();
        var deleted = orphans.Where(orphan => orphan.Problem is null).Select(orphan => orphan.File).ToList();
        if (deleted.Count > 0)
        {
            found.Add(UnbundlingDiagnostics.Orphans(bundle, deleted));
        }

        diagnostics.AddRange(found);
        return new(bundle, connector.Name, results, orphans, null);
    }

    /// <summary>Writes everything that was planned, or nothing.</summary>
    public async Task<TransactionEnd> WriteAsync(DiagnosticBag diagnostics)
    {
        if (changes.Paths.Count == 0)
        {
            return TransactionEnd.Done;
        }

        records.Expect(children, diagnostics);
        var end = await Workspace.Transactions.RunAsync(
            "unbundle", RecoveryDirection.Forward, changes, request.Stage, diagnostics, CancellationToken.None);
        if (end != TransactionEnd.Undone)
        {
            records.Remember(children, diagnostics);
            records.Forget(dropped.Except(children.Keys));
        }

        changes = new();
        return end;
    }

    private ChildChange PlanChild(
        SessionConnector connector,
        ResourceKey bundle,
        BundleChild child,
        HashSet<RepoPath> seen,
        List<(RepoPath File, RepoPath Marker, ReadOnlyMemory<byte> Content)> planned,
        DiagnosticBag problems)
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
        if (problems.HasErrors || !MayWrite(bundle, file, marker, before, child.Contents, problems)
            || !Workspace.Files.ProveWritable(file, problems) || !Workspace.Files.ProveWritable(marker, problems))
        {
            return ChildChange.Kept;
        }

        planned.Add((file, marker, child.Contents));
        return before is not { } old ? ChildChange.Created
            : old.Span.SequenceEqual(child.Contents.Span) ? ChildChange.Unchanged
            : ChildChange.Updated;
    }

    private bool MayWrite(
        ResourceKey bundle,
        RepoPath file,
        RepoPath marker,
        ReadOnlyMemory<byte>? before,
        ReadOnlyMemory<byte> produced,
        DiagnosticBag problems)
    {
        if (request.Overbundle)
        {
            return true;
        }

        // What another bundle of this run produces counts as written already.
        if (changes.ContentOf(marker) is { } planned && Parse(marker, planned) is BundleMarker.ChildOf other)
        {
            problems.Add(UnbundlingDiagnostics.OfOtherBundle(file, other.Parent, bundle));
            return false;
        }

        if (before is not { } content || dropped.Contains(file))
        {
            return true;
        }

        switch (ReadMarker(marker))
        {
            case BundleMarker.ChildOf child when child.Parent == bundle.Address:
                // What this clone did not write may hold somebody's work, whether it was committed or not.
                if (records.IsEdited(file, content) is not { } isEdited)
                {
                    problems.AddRange(content.Span.SequenceEqual(produced.Span) ? [] : [UnbundlingDiagnostics.MaybeEdited(file, bundle)]);
                }
                else if (isEdited)
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

    private OrphanedChild Drop(ResourceKey bundle, (RepoPath File, RepoPath Marker) child, DiagnosticBag found)
    {
        var problems = new DiagnosticBag();
        var content = Workspace.Files.TryRead(child.File, problems);
        if (!problems.HasErrors && !request.Overbundle && content is { } bytes && IsEdited(child.File, bytes))
        {
            problems.Add(UnbundlingDiagnostics.EditedOrphan(child.File, bundle));
        }

        if (problems.FirstOrDefault() is { } problem)
        {
            found.Add(problem);
            return new(child.File, problem);
        }

        changes.Delete(child.File, content);
        changes.Delete(child.Marker);
        dropped.Add(child.File);
        return new(child.File, null);
    }

    // What is to be deleted can be had back from git when it is as git has it.
    private bool IsEdited(RepoPath file, ReadOnlyMemory<byte> content)
        => records.IsEdited(file, content) ?? selection.DiffersFromIndex(file);

    /// <summary>Children of earlier expansions that are still there.</summary>
    private IReadOnlyList<(RepoPath File, RepoPath Marker)> FindChildren(ResourceKey bundle)
    {
        var folder = OutputPaths.BundleFolderOf(bundle.Prefix);
        var found = new List<(RepoPath, RepoPath)>();
        foreach (var marker in Workspace.Files.List(folder))
        {
            if (marker.Text.EndsWith(MarkerSuffix, StringComparison.Ordinal)
                && ReadMarker(marker) is BundleMarker.ChildOf child
                && child.Parent == bundle.Address
                && Address.TryParse(marker.Text[(folder.Text.Length + 1)..^MarkerSuffix.Length], out _) is { } address
                && bundle.Prefix.FileOf(address) is var file
                && file != bundle.File
                && Workspace.Reserved.Check(file) is null
                && Workspace.Files.KindOf(file) == FileKind.File)
            {
                found.Add((file, marker));
            }
        }

        return found;
    }

    private BundleMarker? ReadMarker(RepoPath marker)
        => Workspace.Files.TryRead(marker, new DiagnosticBag()) is { } bytes ? Parse(marker, bytes) : null;

    private static BundleMarker? Parse(RepoPath marker, ReadOnlyMemory<byte> bytes)
        => BundleMarker.Parse(new SourceText(Encoding.UTF8.GetString(bytes.Span), marker.Text), new DiagnosticBag());
}
