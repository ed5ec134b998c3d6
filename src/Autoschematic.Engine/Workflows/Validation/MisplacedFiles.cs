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

        // There may be many of both, and files of one folder have one answer.
        var nearest = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var file in unmanaged)
        {
            if (file.Parent?.Text is not { } folder || folders.Contains(folder))
            {
                continue;
            }

            if (!nearest.TryGetValue(folder, out var known))
            {
                nearest[folder] = known = Similarity.Nearest(folder, folders);
            }

            if (known is not null)
            {
                yield return ValidationDiagnostics.Misplaced(file, $"{known}/{file.Name}");
            }
        }
    }
}
