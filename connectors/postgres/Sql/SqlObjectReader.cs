namespace Autoschematic.Postgres.Sql;

/// <summary>
/// Reads a file that declares one table or one view. Only statements that make that thing are let through, since they are tried out:
/// none of them can end a transaction or touch anything else.
/// </summary>
/// <param name="noun">`TABLE` or `VIEW`.</param>
internal sealed class SqlObjectReader(string noun)
{
    private readonly List<SqlFinding> findings = [];
    private readonly List<SqlStatement> statements = [];
    private readonly HashSet<string> indexes = [];
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

        var problem = noun == "TABLE" && (cursor.Take("CREATE", "INDEX") || cursor.Take("CREATE", "UNIQUE", "INDEX"))
            ? Index(cursor)
            : cursor.Take("COMMENT", "ON")
                ? Comment(cursor)
                : noun == "TABLE"
                    ? "A table's file holds `CREATE TABLE` and then `CREATE INDEX`, `COMMENT ON` and `ALTER TABLE` for it, and nothing else"
                    : "A view's file holds `CREATE VIEW` and then `COMMENT ON` and `ALTER VIEW` for it, and nothing else";
        if (problem is null)
        {
            statements.Add(statement);
        }

        return problem;
    }

    private string Another => $"This is about another {Noun} than `{name!.Name}`, which the file declares";

    /// <summary>Whether a name is that of the declared thing; with another schema it would not be tried out where it harms nobody.</summary>
    private bool IsDeclared(SqlName? other)
        => other is { Parts.Count: <= 2 } && other.Name == name!.Name && (other.Qualifier is null || other.Qualifier == name.Qualifier);

    private string? Index(SqlCursor cursor)
    {
        cursor.Take("IF", "NOT", "EXISTS");
        if (!cursor.Take("ON"))
        {
            indexes.Add(cursor.TakeName()?.Name ?? "");
            cursor.Take("ON");
        }

        cursor.Take("ONLY");
        return IsDeclared(cursor.TakeName()) ? null : Another;
    }

    private string? Comment(SqlCursor cursor)
    {
        if (cursor.Take("COLUMN"))
        {
            return cursor.TakeName() is { Parts: { Count: 2 or 3 } parts } && IsDeclared(new([.. parts.Take(parts.Count - 1)])) ? null : Another;
        }

        if (cursor.Take("CONSTRAINT"))
        {
            cursor.TakeName();
            return cursor.Take("ON") && IsDeclared(cursor.TakeName()) ? null : Another;
        }

        if (cursor.Take("INDEX"))
        {
            return cursor.TakeName() is { Parts.Count: <= 2 } index
                && (index.Qualifier is null || index.Qualifier == name!.Qualifier)
                && (indexes.Contains(index.Name) || index.Name.StartsWith(name!.Name + "_", StringComparison.Ordinal))
                ? null
                : $"This is about an index that the file of `{name!.Name}` does not declare";
        }

        return cursor.Take(noun) && IsDeclared(cursor.TakeName()) ? null : Another;
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
        return noun == "TABLE" ? Columns(cursor) : null;
    }

    /// <summary>A query after the columns would be run when the file is tried out, with all that its functions do.</summary>
    private static string? Columns(SqlCursor cursor)
    {
        if (!cursor.Take("("))
        {
            return "A table is declared by its columns: `CREATE TABLE name (…)`";
        }

        cursor.SkipParentheses();
        while (!cursor.IsAtEnd)
        {
            if (cursor.Take("WITH", "("))
            {
                cursor.SkipParentheses();
            }
            else if (!(cursor.Take("USING") || cursor.Take("TABLESPACE")) || cursor.TakeName() is null)
            {
                return "After the columns of a table only `WITH (…)`, `USING` and `TABLESPACE` may stand";
            }
        }

        return null;
    }

    private string? Alter(SqlStatement statement, SqlCursor cursor)
    {
        cursor.Take("IF", "EXISTS");
        cursor.Take("ONLY");
        if (!IsDeclared(cursor.TakeName()))
        {
            return $"This changes another {Noun} than `{name!.Name}`, which the file declares";
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
