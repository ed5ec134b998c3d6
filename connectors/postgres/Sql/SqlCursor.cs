namespace Autoschematic.Postgres.Sql;

/// <summary>Goes through the tokens of a statement.</summary>
internal sealed class SqlCursor(SqlStatement statement)
{
    private int index;

    /// <summary>The token it stands at; the last one behind the end.</summary>
    public SqlToken Current => statement.Tokens[Math.Min(index, statement.Tokens.Count - 1)];

    public bool IsAtEnd => index >= statement.Tokens.Count;

    /// <summary>Passes words when all of them come next.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        for (var offset = 0; offset < words.Length; offset++)
        {
            if (index + offset >= statement.Tokens.Count || !statement.Tokens[index + offset].Is(words[offset]))
            {
                return false;
            }
        }

        index += words.Length;
        return true;
    }

    /// <summary>Passes everything up to the parenthesis that closes one just passed.</summary>
    public void SkipParentheses()
    {
        for (var depth = 1; !IsAtEnd && depth > 0;)
        {
            var token = Next();
            depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
        }
    }

    public SqlToken Next() => statement.Tokens[index++];

    /// <summary>Passes a name that may be qualified.</summary>
    public SqlName? TakeName()
    {
        var parts = new List<SqlToken>();
        while (!IsAtEnd && Current.Name is not null)
        {
            parts.Add(Next());
            if (!Take("."))
            {
                break;
            }
        }

        return parts.Count > 0 ? new(parts) : null;
    }
}
