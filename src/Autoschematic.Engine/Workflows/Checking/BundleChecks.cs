using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Checks the bundle markers of a prefix: each names a bundle that is there.</summary>
internal sealed class BundleChecks(Workspace workspace, IReadOnlySet<RepoPath> keptAway)
{
    private const string Suffix = ".bun.ron";

    public IEnumerable<FsckFinding> Check(Prefix prefix)
    {
        var folder = OutputPaths.BundleFolderOf(prefix);
        foreach (var path in workspace.Files.List(folder).Where(path => path.Text.EndsWith(Suffix, StringComparison.Ordinal)))
        {
            var problems = new DiagnosticBag();
            var marker = Read(path, problems);
            foreach (var problem in problems)
            {
                yield return new(FsckKind.Damaged, path, problem);
            }

            if (marker is BundleMarker.ChildOf child
                && Address.TryParse(path.Text[(folder.Text.Length + 1)..^Suffix.Length], out _) is { } address
                && !Exists(prefix.FileOf(child.Parent)))
            {
                yield return Orphan(path, prefix.FileOf(address), prefix.FileOf(child.Parent));
            }
        }
    }

    private FsckFinding Orphan(RepoPath marker, RepoPath child, RepoPath parent)
        => Exists(child)
            ? new(FsckKind.OrphanedChild, marker, FsckDiagnostics.OrphanedChild(marker, child, parent))
            : new(FsckKind.OrphanedChild, marker, FsckDiagnostics.OrphanedMarker(marker, child, parent), IsCertain: true);

    private bool Exists(RepoPath file) => workspace.Files.KindOf(file) != FileKind.Missing || keptAway.Contains(file);

    private BundleMarker? Read(RepoPath path, DiagnosticBag problems)
    {
        if (workspace.Files.TryRead(path, problems) is not { } bytes)
        {
            return null;
        }

        if (Utf8.TryDecode(bytes) is { } text)
        {
            return BundleMarker.Parse(new SourceText(text, path.Text), problems);
        }

        problems.Add(FsckDiagnostics.NotUtf8(path));
        return null;
    }
}
