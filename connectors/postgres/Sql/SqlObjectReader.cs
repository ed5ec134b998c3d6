namespace Autoschematic.Postgres.Sql;

/// <summary>
/// Reads a file that declares one table or one view. Only statements that make that thing are let through, since they are tried out:
/// none of them can end a transaction or touch anything else.
/// </summary>
/// <param name="noun">`TABLE` or `VIEW`.</param>
internal sealed class SqlObjectReader(string noun)
{
    private static readonly string[] Commented = ["COLUMN", "CONSTRAINT", "INDEX"];

    private readonly List<SqlFinding> findings = [];
    private readonly List<SqlStatement> statements = [];
    private SqlName? name;
    private string? owner;

    public IReadOnlyList<SqlFinding> Findings => findings;

    public SqlObject? Read(string text)
    {
        var file = SqlFile.Parse(text);
        if (file.Problem is var (start, problem))
        {
            findings.Add(new(start, text.Length - start, problem));
            return null;
        }

        foreach (var statement in file.Statements)
        {
            if (Refusal(statement) is { } refusal)
            {
                findings.Add(new(statement.Start, statement.Tokens[0].Source.Length, refusal));
            }
        }

        if (file.Statements.Count == 0)
        {
            findings.Add(new(0, 0, $"There is no statement here; a file declares one {Noun} by `CREATE {noun}`"));
        }

        return findings.Count == 0 && name is not null ? new(name, owner, statements) : null;
    }

    private string Noun => noun.ToLowerInvariant();

    private string? Refusal(SqlStatement statement)
    {
        var cursor = new SqlCursor(statement);
        if (name is null)
        {
            return Create(statement, cursor);
        }

        if (cursor.Take("ALTER", noun))
        {
            return Alter(statement, cursor);
        }

        var isIndex = noun == "TABLE" && (cursor.Take("CREATE", "INDEX") || cursor.Take("CREATE", "UNIQUE", "INDEX"));
        var isComment = !isIndex && cursor.Take("COMMENT", "ON") && (cursor.Take(noun) || Commented.Any(word => cursor.Take(word)));
        if (!isIndex && !isComment)
        {
            return noun == "TABLE"
                ? "A table's file holds `CREATE TABLE` and then `CREATE INDEX`, `COMMENT ON` and `ALTER TABLE` for it, and nothing else"
                : "A view's file holds `CREATE VIEW` and then `COMMENT ON` and `ALTER VIEW` for it, and nothing else";
        }

        statements.Add(statement);
        return null;
    }

    private string? Create(SqlStatement statement, SqlCursor cursor)
    {
        var isCreate = noun == "TABLE"
            ? cursor.Take("CREATE", "TABLE") || cursor.Take("CREATE", "UNLOGGED", "TABLE")
            : cursor.Take("CREATE", "VIEW") || cursor.Take("CREATE", "OR", "REPLACE", "VIEW");
        if (!isCreate)
        {
            return $"The first statement has to be `CREATE {noun}`";
        }

        cursor.Take("IF", "NOT", "EXISTS");
        name = cursor.TakeName();
        if (name is null)
        {
            return $"Here the name of the {Noun} is missing";
        }

        statements.Add(statement);
        return noun == "TABLE" && !cursor.Take("(") ? "A table is declared by its columns: `CREATE TABLE name (…)`" : null;
    }

    private string? Alter(SqlStatement statement, SqlCursor cursor)
    {
        cursor.Take("IF", "EXISTS");
        cursor.Take("ONLY");
        if (cursor.TakeName()?.Name != name!.Name)
        {
            return $"This changes another {Noun} than `{name.Name}`, which the file declares";
        }

        if (!cursor.Take("OWNER", "TO"))
        {
            statements.Add(statement);
            return null;
        }

        if (cursor.TakeName() is not { Qualifier: null } role || !cursor.IsAtEnd)
        {
            return "The owner is one role: `OWNER TO name`";
        }

        owner = role.Name;
        return null;
    }
}
