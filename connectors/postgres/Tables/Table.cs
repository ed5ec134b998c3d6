using System.Text;
using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Sql;

namespace Autoschematic.Postgres.Tables;

/// <summary>A table.</summary>
internal sealed record Table(string Name) : SqlDefinition(Name)
{
    public bool IsUnlogged { get; init; }

    public bool HasRowSecurity { get; init; }

    public bool ForcesRowSecurity { get; init; }

    /// <summary>Storage parameters, as in `fillfactor=70`.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public string? Comment { get; init; }

    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    public IReadOnlyList<TablePart> Constraints { get; init; } = [];

    public IReadOnlyList<TablePart> Indexes { get; init; } = [];

    public override string ToSql()
    {
        var text = new StringBuilder($"CREATE {(IsUnlogged ? "UNLOGGED " : "")}TABLE {Name} (");
        var lines = Columns.Select(column => column.Declaration)
            .Concat(Constraints.Select(constraint => $"CONSTRAINT {constraint.Name} {constraint.Definition}"))
            .ToList();
        text.Append(lines.Count > 0 ? "\n    " : "").AppendJoin(",\n    ", lines).Append(lines.Count > 0 ? "\n)" : ")");
        text.Append(Options.Count > 0 ? $" WITH ({string.Join(", ", Options)})" : "").Append(";\n");
        Section(text, Indexes.Select(index => $"{index.Definition};"));
        Section(text, Comments());
        Section(text, Alterations());
        return text.ToString();
    }

    /// <summary>The order of columns and of constraints says nothing: what is added later comes last.</summary>
    protected override string Comparable()
        => (this with
        {
            QuotedOwner = null,
            Columns = [.. Columns.OrderBy(column => column.Name, StringComparer.Ordinal)],
            Constraints = [.. Constraints.OrderBy(constraint => constraint.Name, StringComparer.Ordinal)],
            Indexes = [.. Indexes.OrderBy(index => index.Name, StringComparer.Ordinal)],
            Options = [.. Options.Order(StringComparer.Ordinal)],
        }).ToSql();

    private IEnumerable<string> Comments()
    {
        var table = Comment is null ? [] : new[] { ($"TABLE {Name}", (string?)Comment) };
        return table
            .Concat(Columns.Select(column => ($"COLUMN {Name}.{column.Name}", column.Comment)))
            .Concat(Constraints.Select(constraint => ($"CONSTRAINT {constraint.Name} ON {Name}", constraint.Comment)))
            .Concat(Indexes.Select(index => ($"INDEX {index.Name}", index.Comment)))
            .Where(pair => pair.Item2 is not null)
            .Select(pair => $"COMMENT ON {pair.Item1} IS {Quoting.Text(pair.Item2)};");
    }

    private IEnumerable<string> Alterations()
    {
        if (HasRowSecurity)
        {
            yield return $"ALTER TABLE {Name} ENABLE ROW LEVEL SECURITY;";
        }

        if (ForcesRowSecurity)
        {
            yield return $"ALTER TABLE {Name} FORCE ROW LEVEL SECURITY;";
        }

        if (QuotedOwner is not null)
        {
            yield return $"ALTER TABLE {Name} OWNER TO {QuotedOwner};";
        }
    }

    private static void Section(StringBuilder text, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            text.Append('\n').AppendJoin('\n', all).Append('\n');
        }
    }
}
