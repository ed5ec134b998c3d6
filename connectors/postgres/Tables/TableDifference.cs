using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Sql;

namespace Autoschematic.Postgres.Tables;

/// <summary>The steps that take a table from one definition to another, in an order in which they can be done.</summary>
internal sealed class TableDifference(Table before, Table after)
{
    private readonly string alter = $"ALTER TABLE {before.Name}";

    public IReadOnlyList<SqlChange> Find()
        =>
        [
            .. Removed(before.Constraints, after.Constraints).Select(part =>
                new SqlChange($"drop the constraint {part.Name}, {part.Definition}", $"{alter} DROP CONSTRAINT {part.Name}")),
            .. Removed(before.Indexes, after.Indexes).Select(part => new SqlChange($"drop the index {part.Name}", $"DROP INDEX {part.Name}")),
            .. before.Columns.Where(column => Find(after, column) is not { } other || IsMadeAnew(column, other)).Select(Drop),
            .. after.Columns.Where(column => Find(before, column) is not { } other || IsMadeAnew(other, column)).Select(column =>
                new SqlChange($"add the column {column.Declaration}", $"{alter} ADD COLUMN {column.Declaration}")),
            .. before.Columns.SelectMany(column => Find(after, column) is { } other && !IsMadeAnew(column, other)
                ? new ColumnDifference(before.Name, column, other).Find()
                : []),
            .. Removed(after.Constraints, before.Constraints).Select(part =>
                new SqlChange($"add the constraint {part.Name}, {part.Definition}", $"{alter} ADD CONSTRAINT {part.Name} {part.Definition}")),
            .. Removed(after.Indexes, before.Indexes).Select(part => new SqlChange($"create the index {part.Name}", part.Definition)),
            .. Attributes(),
            .. Comments(),
        ];

    private static TableColumn? Find(Table table, TableColumn column) => table.Columns.FirstOrDefault(other => other.Name == column.Name);

    // How a column is computed cannot be changed, but its values can be computed again.
    private static bool IsMadeAnew(TableColumn column, TableColumn other) => other.Generation is not null && other.Generation != column.Generation;

    private SqlChange Drop(TableColumn column)
        => new($"drop the column {column.Name}, which is {column.Type}, with all its values", $"{alter} DROP COLUMN {column.Name}") { DestroysData = true };

    /// <summary>Those of the first that are not among the second, whatever is said about them.</summary>
    private static IEnumerable<TablePart> Removed(IReadOnlyList<TablePart> parts, IReadOnlyList<TablePart> others)
        => parts.Where(part => !others.Any(other => other.Name == part.Name && other.Definition == part.Definition));

    private IEnumerable<SqlChange> Attributes()
    {
        if (before.IsUnlogged != after.IsUnlogged)
        {
            var word = after.IsUnlogged ? "UNLOGGED" : "LOGGED";
            yield return new($"make it {word.ToLowerInvariant()}", $"{alter} SET {word}");
        }

        if (before.HasRowSecurity != after.HasRowSecurity)
        {
            yield return new(
                after.HasRowSecurity ? "let policies of rows hold" : "let policies of rows hold no more",
                $"{alter} {(after.HasRowSecurity ? "ENABLE" : "DISABLE")} ROW LEVEL SECURITY");
        }

        if (before.ForcesRowSecurity != after.ForcesRowSecurity)
        {
            yield return new(
                after.ForcesRowSecurity ? "let them hold for the owner too" : "let them not hold for the owner",
                $"{alter} {(after.ForcesRowSecurity ? "" : "NO ")}FORCE ROW LEVEL SECURITY");
        }

        if (before.Options.Except(after.Options).Select(option => option.Split('=')[0]).Except(after.Options.Select(option => option.Split('=')[0])).ToList() is { Count: > 0 } reset)
        {
            yield return new($"reset {string.Join(", ", reset)}", $"{alter} RESET ({string.Join(", ", reset)})");
        }

        if (after.Options.Except(before.Options).ToList() is { Count: > 0 } set)
        {
            yield return new($"set {string.Join(", ", set)}", $"{alter} SET ({string.Join(", ", set)})");
        }

        if (after.Owner is { } owner && owner != before.Owner)
        {
            yield return new($"give it to {owner}", $"{alter} OWNER TO {Quoting.Name(owner)}");
        }
    }

    private IEnumerable<SqlChange> Comments()
    {
        var (old, all) = (Commented(before), Commented(after));
        return all.Where(comment => old.GetValueOrDefault(comment.Key) != comment.Value)
            .Select(comment => new SqlChange(
                $"{(comment.Value is null ? "remove the comment" : "comment")} on {comment.Key}",
                $"COMMENT ON {comment.Key} IS {Quoting.Text(comment.Value)}"));
    }

    /// <summary>Comments by what they are about. Of what was made anew the old comment is gone.</summary>
    private Dictionary<string, string?> Commented(Table table)
    {
        var comments = new Dictionary<string, string?>(StringComparer.Ordinal) { [$"TABLE {table.Name}"] = table.Comment };
        foreach (var column in table.Columns)
        {
            var isGone = table == before && Find(after, column) is { } other && IsMadeAnew(column, other);
            comments[$"COLUMN {table.Name}.{column.Name}"] = isGone ? null : column.Comment;
        }

        var others = table == before ? after : before;
        foreach (var part in table.Constraints)
        {
            comments[$"CONSTRAINT {part.Name} ON {table.Name}"] = table == before && Removed([part], others.Constraints).Any() ? null : part.Comment;
        }

        foreach (var part in table.Indexes)
        {
            comments[$"INDEX {part.Name}"] = table == before && Removed([part], others.Indexes).Any() ? null : part.Comment;
        }

        return comments;
    }
}
