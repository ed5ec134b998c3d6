namespace Autoschematic.Postgres.Sql;

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword, a name without quotes, or a number.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    QuotedName,

    /// <summary>A text, of whatever sort.</summary>
    Text,

    /// <summary>One character of anything else.</summary>
    Symbol,
}

/// <summary>A token of SQL; white space and comments are none.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, string Source)
{
    public int End => Start + Source.Length;

    /// <summary>What the token means, for comparison: case does not count where the server folds it.</summary>
    public string Meaning => Kind == SqlTokenKind.Word ? Source.ToLowerInvariant() : Source;

    /// <summary>The name, when it is one.</summary>
    public string? Name
        => Kind switch
        {
            SqlTokenKind.Word => Source.ToLowerInvariant(),
            SqlTokenKind.QuotedName when Source.StartsWith('"') => Source[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal),
            _ => null,
        };

    public bool Is(string word) => Kind is SqlTokenKind.Word or SqlTokenKind.Symbol && Source.Equals(word, StringComparison.OrdinalIgnoreCase);
}
