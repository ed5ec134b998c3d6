namespace Autoschematic.Postgres.Sql;

/// <summary>Finds the names of tables and views in statements; those that are something else do no harm.</summary>
internal static class SqlNeeds
{
    private static readonly string[] BeforeInTables = ["REFERENCES", "LIKE"];
    private static readonly string[] BeforeInViews = ["FROM", "JOIN", "ONLY", ",", "("];

    public static IEnumerable<(string? Schema, string Name)> Find(string text, string noun)
        => SqlFile.Parse(text).Statements
            .SelectMany(statement => Find(statement.Tokens, noun == "TABLE" ? BeforeInTables : BeforeInViews))
            .Distinct();

    private static IEnumerable<(string? Schema, string Name)> Find(IReadOnlyList<SqlToken> tokens, string[] before)
    {
        for (var index = 1; index < tokens.Count; index++)
        {
            if (before.Any(tokens[index - 1].Is) && tokens[index].Name is { } first)
            {
                yield return index + 2 < tokens.Count && tokens[index + 1].Is(".") && tokens[index + 2].Name is { } second
                    ? (first, second)
                    : (null, first);
            }
        }
    }
}
