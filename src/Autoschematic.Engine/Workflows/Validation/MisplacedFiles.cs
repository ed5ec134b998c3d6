using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>Finds files that no connector takes and whose folder is named almost like one with files that a connector takes.</summary>
internal static class MisplacedFiles
{
    public static IEnumerable<Diagnostic> Find(IReadOnlyList<RepoPath> managed, IReadOnlyList<RepoPath> unmanaged)
    {
        var folders = managed.Select(file => file.Parent?.Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return unmanaged
            .Where(file => file.Parent is { } folder && !folders.Contains(folder.Text))
            .Select(file => (File: file, Folder: Similarity.Nearest(file.Parent!.Text, folders)))
            .Where(found => found.Folder is not null)
            .Select(found => ValidationDiagnostics.Misplaced(found.File, $"{found.Folder}/{found.File.Name}"));
    }
}
