namespace Autoschematic.Postgres.Sql;

/// <summary>A file of statements.</summary>
internal sealed class SqlFile
{
    private SqlFile(string text)
    {
        var lexer = new SqlLexer(text);
        var tokens = lexer.Read();
        Problem = lexer.Problem;
        var statement = new List<SqlToken>();
        foreach (var token in tokens)
        {
            if (!token.Is(";"))
            {
                statement.Add(token);
            }
            else if (statement.Count > 0)
            {
                statements.Add(new(text, [.. statement]));
                statement.Clear();
            }
        }

        if (statement.Count > 0)
        {
            statements.Add(new(text, statement));
        }
    }

    private readonly List<SqlStatement> statements = [];

    /// <summary>Something that begins and does not end.</summary>
    public (int Start, string Problem)? Problem { get; }

    public IReadOnlyList<SqlStatement> Statements => statements;

    public static SqlFile Parse(string text) => new(text);

    /// <summary>Whether two texts differ in white space, comments and the case of words alone.</summary>
    public static bool AreSame(string left, string right) => Meaning(left).SequenceEqual(Meaning(right));

    private static IEnumerable<string> Meaning(string text)
        => Parse(text).statements.SelectMany(statement => statement.Tokens.Select(token => token.Meaning).Append(";"));
}
