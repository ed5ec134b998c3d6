using System.Text;
using Autoschematic.Postgres.Server;
using Autoschematic.Postgres.Sql;

namespace Autoschematic.Postgres.Views;

/// <summary>A view.</summary>
internal sealed record View(string Name, string Query) : SqlDefinition(Name)
{
    /// <summary>Options, as in `security_barrier=true`.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public string? Comment { get; init; }

    public IReadOnlyList<ViewColumn> Columns { get; init; } = [];

    private string With => Options.Count > 0 ? $" WITH ({string.Join(", ", Options)})" : "";

    /// <summary>The statement that replaces what the view shows, when it goes on having the columns it had.</summary>
    public string Replacement => $"CREATE OR REPLACE VIEW {Name}{With} AS\n{Query}";

    public override string ToSql()
    {
        var text = new StringBuilder($"CREATE VIEW {Name}{With} AS\n{Query}\n");
        text.Append(Comments.Count > 0 ? "\n" : "").AppendJoin("", Comments.Select(comment => $"COMMENT ON {comment.Key} IS {Quoting.Text(comment.Value)};\n"));
        return text.Append(QuotedOwner is null ? "" : $"\nALTER VIEW {Name} OWNER TO {QuotedOwner};\n").ToString();
    }

    /// <summary>Comments by what they are about.</summary>
    public IReadOnlyDictionary<string, string> Comments
        => Columns.Select(column => (About: $"COLUMN {Name}.{column.Name}", column.Comment))
            .Prepend((About: $"VIEW {Name}", Comment))
            .Where(pair => pair.Comment is not null)
            .ToDictionary(pair => pair.About, pair => pair.Comment!, StringComparer.Ordinal);

    protected override string Comparable() => (this with { QuotedOwner = null, Options = [.. Options.Order(StringComparer.Ordinal)] }).ToSql();
}
