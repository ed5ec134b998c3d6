using Autoschematic.Engine.Git;
using Autoschematic.Engine.Selections;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Finds the commits that gave fields the values they have in HEAD.</summary>
internal static class CommitSearch
{
    /// <summary>Versions of a file that are looked at.</summary>
    private const int MostVersions = 50;

    public static async Task<IReadOnlyList<CommittedField>> FindAsync(
        GitObjects objects, SelectedFile file, IReadOnlyList<FieldChange> fields, CancellationToken cancellationToken)
    {
        var versions = await objects.HistoryAsync(file.File, MostVersions, cancellationToken);
        var commits = new string?[fields.Count];
        for (var index = 0; index < versions.Count; index++)
        {
            var isFirst = index == versions.Count - 1;
            if (isFirst && versions.Count == MostVersions)
            {
                break;
            }

            var diff = BodyDiff.Compare(BodyFormats.Of(file.Address), isFirst ? null : versions[index + 1].Body, versions[index].Body);
            var older = isFirst || versions[index + 1].Body is not { } body ? "" : BodyTrees.Decode(body.Span) ?? "";
            for (var field = 0; field < fields.Count; field++)
            {
                commits[field] ??= isFirst || IsTouched(diff, older, fields[field]) ? versions[index].Commit : null;
            }
        }

        return [.. fields.Zip(commits, (field, commit) => new CommittedField(field, commit))];
    }

    private static bool IsTouched(BodyDiff diff, string older, FieldChange field) => diff switch
    {
        BodyDiff.Fields fields => fields.Changes.Any(change => IsWithin(change.Path, field.Path) || IsWithin(field.Path, change.Path)),

        // Lines move, so it is their text that is looked for: what the file has came, or what it lacks went.
        BodyDiff.Lines => field.Old is { } lines
            ? !older.ReplaceLineEndings("\n").Contains(lines, StringComparison.Ordinal)
            : older.ReplaceLineEndings("\n").Contains(field.New!, StringComparison.Ordinal),
        _ => true,
    };

    private static bool IsWithin(string path, string outer)
        => path.StartsWith(outer, StringComparison.Ordinal)
            && (path.Length == outer.Length || outer.Length == 0 || path[outer.Length] is '.' or '[' or ' ');
}
