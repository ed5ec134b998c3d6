using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Sql;

namespace Autoschematic.Postgres.Views;

/// <summary>The steps that take a view from one definition to another.</summary>
internal static class ViewDifference
{
    public static IReadOnlyList<SqlChange> Find(View before, View after)
    {
        var changes = new List<SqlChange>();
        var isAnew = !Columns(after).Take(before.Columns.Count).SequenceEqual(Columns(before));
        if (isAnew)
        {
            // Without CASCADE: whatever is built on the view makes this fail, and stays.
            changes.Add(new(
                "drop it and create it again, since it loses or changes columns; who may use it has to be granted again",
                $"DROP VIEW {before.Name}",
                after.Replacement)
            {
                DestroysData = true,
            });
        }
        else if (before.Query != after.Query || !before.Options.Order(StringComparer.Ordinal).SequenceEqual(after.Options.Order(StringComparer.Ordinal)))
        {
            changes.Add(new("show something else by the same columns", after.Replacement));
        }

        var owner = after.Owner ?? (isAnew ? before.Owner : null);
        if (owner is not null && (isAnew || owner != before.Owner))
        {
            changes.Add(new($"give it to {owner}", $"ALTER VIEW {before.Name} OWNER TO {Quoting.Name(owner)}"));
        }

        var comments = isAnew ? new Dictionary<string, string>() : before.Comments;
        foreach (var about in comments.Keys.Union(after.Comments.Keys))
        {
            var comment = after.Comments.GetValueOrDefault(about);
            if (comment != comments.GetValueOrDefault(about))
            {
                changes.Add(new($"{(comment is null ? "remove the comment" : "comment")} on {about}", $"COMMENT ON {about} IS {Quoting.Text(comment)}"));
            }
        }

        return changes;
    }

    private static IEnumerable<(string Name, string Type)> Columns(View view) => view.Columns.Select(column => (column.Name, column.Type));
}
