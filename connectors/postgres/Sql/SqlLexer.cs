namespace Autoschematic.Postgres.Sql;

/// <summary>Splits SQL into tokens, as PostgreSQL does with `standard_conforming_strings`.</summary>
internal sealed class SqlLexer(string text)
{
    private readonly List<SqlToken> tokens = [];
    private int position;

    /// <summary>Something that begins and does not end: where, and what is missing.</summary>
    public (int Start, string Problem)? Problem { get; private set; }

    public IReadOnlyList<SqlToken> Read()
    {
        while (Problem is null && SkipSpace())
        {
            var start = position;
            var kind = Next();
            tokens.Add(new(kind, start, text[start..position]));
        }

        return tokens;
    }

    private SqlTokenKind Next()
    {
        var character = text[position];
        var following = position + 1 < text.Length ? text[position + 1] : '\0';
        if (character == '"' || (character is 'U' or 'u' && following == '&' && At(position + 2) == '"'))
        {
            position += character == '"' ? 0 : 2;
            Quoted('"', hasEscapes: false, "This name has no closing `\"`");
            return SqlTokenKind.QuotedName;
        }

        if (character == '\'' || (character is 'E' or 'e' or 'B' or 'b' or 'X' or 'x' or 'N' or 'n' && following == '\''))
        {
            position += character == '\'' ? 0 : 1;
            Quoted('\'', hasEscapes: character is 'E' or 'e', "This text has no closing `'`");
            return SqlTokenKind.Text;
        }

        if (character == '$' && DollarTag() is { } tag)
        {
            Until(tag, position + tag.Length, $"This text has no closing `{tag}`");
            return SqlTokenKind.Text;
        }

        if (!IsWord(character))
        {
            position++;
            return SqlTokenKind.Symbol;
        }

        while (position < text.Length && (IsWord(text[position]) || text[position] == '$'))
        {
            position++;
        }

        return SqlTokenKind.Word;
    }

    private bool SkipSpace()
    {
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else if (text.AsSpan(position).StartsWith("--"))
            {
                position = text.IndexOf('\n', position) is var end and >= 0 ? end + 1 : text.Length;
            }
            else if (text.AsSpan(position).StartsWith("/*"))
            {
                SkipComment();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Comments contain comments.</summary>
    private void SkipComment()
    {
        var start = position;
        var depth = 0;
        do
        {
            var rest = text.AsSpan(position);
            depth += rest.StartsWith("/*") ? 1 : rest.StartsWith("*/") ? -1 : 0;
            position += rest.StartsWith("/*") || rest.StartsWith("*/") ? 2 : 1;
        }
        while (depth > 0 && position < text.Length);
        if (depth > 0)
        {
            Problem = (start, "This comment has no closing `*/`");
        }
    }

    private void Quoted(char quote, bool hasEscapes, string problem)
    {
        var start = position++;
        while (position < text.Length)
        {
            if (hasEscapes && text[position] == '\\')
            {
                position += 2;
            }
            else if (text[position] != quote)
            {
                position++;
            }
            else if (At(position + 1) == quote)
            {
                position += 2;
            }
            else
            {
                position++;
                return;
            }
        }

        position = text.Length;
        Problem = (start, problem);
    }

    private string? DollarTag()
    {
        var end = position + 1;
        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return At(end) == '$' && !char.IsAsciiDigit(At(position + 1)) ? text[position..(end + 1)] : null;
    }

    private void Until(string end, int from, string problem)
    {
        var found = text.IndexOf(end, from, StringComparison.Ordinal);
        Problem = found < 0 ? (position, problem) : null;
        position = found < 0 ? text.Length : found + end.Length;
    }

    private char At(int index) => index < text.Length ? text[index] : '\0';

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or >= '\x80';
}
