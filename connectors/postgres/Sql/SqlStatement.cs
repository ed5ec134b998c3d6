namespace Autoschematic.Postgres.Sql;

/// <summary>One statement of a file.</summary>
internal sealed class SqlStatement(string text, IReadOnlyList<SqlToken> tokens)
{
    public IReadOnlyList<SqlToken> Tokens => tokens;

    /// <summary>Where it begins in its file.</summary>
    public int Start => tokens[0].Start;

    /// <summary>The statement as it is written.</summary>
    public string Source => text[Start..tokens[^1].End];

    /// <summary>
    /// The statement without the schema before names that a predicate picks. White space stands in its place, so that the
    /// positions that the server tells are those of the file.
    /// </summary>
    public string Unqualified(string schema, Func<string, bool> isMeant)
    {
        var characters = Source.ToCharArray();
        for (var index = 0; index + 2 < tokens.Count; index++)
        {
            if (tokens[index].Name == schema && tokens[index + 1].Is(".") && tokens[index + 2].Name is { } name && isMeant(name)
                && (index == 0 || !tokens[index - 1].Is(".")))
            {
                Array.Fill(characters, ' ', tokens[index].Start - Start, tokens[index + 1].End - tokens[index].Start);
            }
        }

        return new(characters);
    }
}
