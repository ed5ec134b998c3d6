using System.Buffers;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>Cuts a text into tokens; whatever the text, the tokens cover it without gap or overlap.</summary>
internal ref struct Lexer
{
    private static readonly SearchValues<char> EndsOfText = SearchValues.Create("\"\\");
    private static readonly SearchValues<char> EndsOfJsonText = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(control => (char)control), '"', '\\']);

    private readonly ReadOnlySpan<char> text;
    private readonly bool json;

    // Beyond a few unclosed raw strings each further one would cost another search of the whole rest.
    private const int RecoverableRawStrings = 8;

    /// <summary>Where the next token starts.</summary>
    private int position;
    private int unclosedRawStrings;

    public Lexer(ReadOnlySpan<char> text, RonDialect dialect, int position = 0)
    {
        this.text = text;
        this.position = position;
        json = dialect == RonDialect.Json;
    }

    /// <summary>What the current token is.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>Where the current token starts.</summary>
    public int Start { get; private set; }

    /// <summary>Where the current token ends.</summary>
    public readonly int End => position;

    /// <summary>What is wrong with the current token.</summary>
    public LexicalError Error { get; private set; }

    /// <summary>Whether an identifier goes on with characters only a raw identifier may hold.</summary>
    public bool NeedsRawPrefix { get; private set; }

    /// <summary>Reads the next token, or piece of white space or comment.</summary>
    public void Next()
    {
        Start = position;
        if (Error.Problem != LiteralProblem.None)
        {
            Error = default;
        }

        if (position >= text.Length)
        {
            Kind = TokenKind.EndOfText;
            return;
        }

        var c = text[position];
        switch (c)
        {
            case ' ' or '\t' or '\n' or '\r':
                SkipWhitespace();
                break;
            case '(':
                Single(TokenKind.OpenParenthesis);
                break;
            case ')':
                Single(TokenKind.CloseParenthesis);
                break;
            case '[':
                Single(TokenKind.OpenBracket);
                break;
            case ']':
                Single(TokenKind.CloseBracket);
                break;
            case '{':
                Single(TokenKind.OpenBrace);
                break;
            case '}':
                Single(TokenKind.CloseBrace);
                break;
            case ':':
                Single(TokenKind.Colon);
                break;
            case ',':
                Single(TokenKind.Comma);
                break;
            case '"':
                Kind = TokenKind.String;
                ScanQuoted(position + 1, json ? EscapeMode.Json : EscapeMode.Text);
                break;
            case '/':
                ScanComment();
                break;
            case >= '0' and <= '9':
                ScanNumber();
                break;
            default:
                ScanOther(c);
                break;
        }
    }

    /// <summary>Reads the next token and passes the white space before it, most of which needs no token of its own.</summary>
    public void NextBehindSpace()
    {
        while (position < text.Length && text[position] is ' ' or '\n' or '\r' or '\t')
        {
            position++;
            if (text[position - 1] == '\n')
            {
                position = EndOfSpaces(text, position);
            }
        }

        Next();
    }

    /// <summary>Offset behind the spaces from an offset on: of an indent, there are many.</summary>
    public static int EndOfSpaces(ReadOnlySpan<char> text, int offset)
        => text[offset..].IndexOfAnyExcept(' ') is var spaces and >= 0 ? offset + spaces : text.Length;

    private void Single(TokenKind kind)
    {
        Kind = kind;
        position++;
    }

    private void SkipWhitespace()
    {
        Kind = TokenKind.Whitespace;
        while (position < text.Length && IsWhitespace(text[position]))
        {
            position++;
        }
    }

    private readonly bool IsWhitespace(char c)
        => json ? c is ' ' or '\t' or '\n' or '\r' : CharacterClasses.IsWhitespace(c);

    private void ScanOther(char c)
    {
        if (IsWhitespace(c) || (json && c == '\uFEFF' && position == 0))
        {
            position++;
            SkipWhitespace();
        }
        else if (json)
        {
            ScanJsonOther(c);
        }
        else if (c is '+' or '-' or '.')
        {
            ScanNumber();
        }
        else if (c == '\'')
        {
            Kind = TokenKind.Character;
            ScanSingle(position + 1, EscapeMode.Character);
        }
        else if (c is '#' or '!')
        {
            Single(c == '#' ? TokenKind.Hash : TokenKind.Bang);
        }
        else if (c is not ('r' or 'b') || !ScanPrefixed())
        {
            ScanWord();
        }
    }

    private void ScanJsonOther(char c)
    {
        if (c == '-')
        {
            ScanNumber();
        }
        else
        {
            ScanWord();
        }
    }

    private void ScanWord()
    {
        NeedsRawPrefix = false;
        var length = CharacterClasses.IdentifierStart(text, position);
        if (length == 0)
        {
            Kind = TokenKind.Bad;
            position += char.IsHighSurrogate(text[position]) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]) ? 2 : 1;
            return;
        }

        Kind = TokenKind.Identifier;
        position = CharacterClasses.SkipIdentifierParts(text, position + length);
        if (!json && position < text.Length && text[position] is '.' or '+' or '-')
        {
            NeedsRawPrefix = true;
            position = CharacterClasses.SkipRawIdentifierParts(text, position);
        }
    }

    /// <summary>Reads what starts with <c>r"</c>, <c>r#</c>, <c>b"</c>, <c>b'</c> or <c>br</c>.</summary>
    private bool ScanPrefixed()
    {
        var rest = text[position..];
        if (rest.StartsWith("b\""))
        {
            Kind = TokenKind.ByteString;
            ScanQuoted(position + 2, EscapeMode.Bytes);
        }
        else if (rest.StartsWith("b'"))
        {
            Kind = TokenKind.Byte;
            ScanSingle(position + 2, EscapeMode.Byte);
        }
        else if (rest.StartsWith("br\"") || rest.StartsWith("br#"))
        {
            Kind = TokenKind.RawByteString;
            ScanRaw(position + 2);
        }
        else if (rest.StartsWith("r\"") || rest.StartsWith("r#\"") || rest.StartsWith("r##"))
        {
            Kind = TokenKind.RawString;
            ScanRaw(position + 1);
        }
        else if (rest.StartsWith("r#"))
        {
            var end = CharacterClasses.SkipRawIdentifierParts(text, position + 2);
            if (end == position + 2)
            {
                Kind = TokenKind.RawString;
                ScanRaw(position + 1);
                return true;
            }

            Kind = TokenKind.Identifier;
            NeedsRawPrefix = false;
            position = end;
        }
        else
        {
            return false;
        }

        return true;
    }

    private void ScanQuoted(int content, EscapeMode mode)
    {
        var plain = text[content..].IndexOfAny(json ? EndsOfJsonText : EndsOfText);
        if (plain >= 0 && text[content + plain] == '"')
        {
            position = content + plain + 1;
            return;
        }

        ScanUnusual(content, mode);
    }

    private void ScanUnusual(int content, EscapeMode mode)
    {
        var offset = content;
        var quote = -1;
        while (true)
        {
            if (quote < offset)
            {
                var found = text[offset..].IndexOf('"');
                if (found < 0)
                {
                    Report(LiteralProblem.Unterminated, Start, offset);
                    position = EndOfLine(offset);
                    return;
                }

                quote = offset + found;
            }

            var escape = text[offset..quote].IndexOf('\\');
            if (mode == EscapeMode.Json)
            {
                CheckControls(offset, escape < 0 ? quote : offset + escape);
            }

            if (escape < 0)
            {
                position = quote + 1;
                return;
            }

            var start = offset + escape;
            offset = start + 1;
            var problem = Escapes.Read(text, ref offset, mode, out _, out _);
            if (problem != LiteralProblem.None)
            {
                Report(problem, start, offset);
                offset = start + 2;
            }
        }
    }

    private void CheckControls(int start, int end)
    {
        var found = text[start..end].IndexOfAnyInRange('\0', '\u001F');
        if (found >= 0)
        {
            Report(LiteralProblem.ControlCharacter, start + found, start + found + 1);
        }
    }

    private void ScanSingle(int content, EscapeMode mode)
    {
        var offset = content;
        if (offset >= text.Length)
        {
            position = offset;
            Report(LiteralProblem.EndOfText, Start, offset);
            return;
        }

        if (text[offset] == '\\')
        {
            offset++;
            var problem = Escapes.Read(text, ref offset, mode, out _, out _);
            if (problem != LiteralProblem.None)
            {
                Report(problem, content, offset);
                RecoverSingle(content);
                return;
            }
        }
        else
        {
            offset += char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;
            if (mode == EscapeMode.Byte && text[content] > 0x7F)
            {
                Report(LiteralProblem.NotAscii, content, offset);
                RecoverSingle(content);
                return;
            }
        }

        if (offset >= text.Length || text[offset] != '\'')
        {
            Report(text[content] == '\'' ? LiteralProblem.NotOneCharacter : LiteralProblem.ExpectedQuote, Start, offset);
            RecoverSingle(content);
            return;
        }

        position = offset + 1;
    }

    // A broken literal ends at the quote the author probably meant, on the same line and near.
    private void RecoverSingle(int content)
    {
        var near = text[content..Math.Min(text.Length, content + 16)];
        var close = near.IndexOfAny('\'', '\n');
        position = close >= 0 && near[close] == '\'' ? content + close + 1 : Math.Min(content, text.Length);
    }

    private void ScanRaw(int hashesStart)
    {
        var open = hashesStart;
        while (open < text.Length && text[open] == '#')
        {
            open++;
        }

        if (open >= text.Length || text[open] != '"')
        {
            position = open;
            Report(LiteralProblem.ExpectedQuote, Start, open);
            return;
        }

        var hashes = text[hashesStart..open];
        var offset = open + 1;
        while (true)
        {
            var quote = text[offset..].IndexOf('"');
            if (quote < 0)
            {
                Report(LiteralProblem.Unterminated, Start, open + 1);
                position = unclosedRawStrings++ < RecoverableRawStrings ? EndOfLine(open + 1) : text.Length;
                return;
            }

            offset += quote + 1;
            if (text[offset..].StartsWith(hashes))
            {
                position = offset + hashes.Length;
                return;
            }
        }
    }

    private void ScanNumber()
    {
        if (TryScanPlainInteger())
        {
            return;
        }

        var problem = json
            ? NumberScanner.ScanJson(text, position, out var end, out var isFloat)
            : NumberScanner.Scan(text, position, out end, out isFloat);
        Kind = isFloat ? TokenKind.Float : TokenKind.Integer;
        if (problem != LiteralProblem.None)
        {
            Report(problem, position, end);
            end = Math.Max(end, json ? position + 1 : CharacterClasses.SkipRawIdentifierParts(text, position));
        }

        position = Math.Max(end, position + 1);
    }

    /// <summary>Reads the commonest number, digits that fit every check of size without anything around, without further ado.</summary>
    private bool TryScanPlainInteger()
    {
        const int Longest = 18;
        var first = text[position] == '-' ? position + 1 : position;
        var offset = first;
        while (offset < text.Length && CharacterClasses.IsDigit(text[offset]))
        {
            offset++;
        }

        var plain = offset > first && offset - first <= Longest
            && (offset == text.Length || text[offset] is ',' or ')' or ']' or '}' or ' ' or '\n' or '\r' or '\t' or ':')
            && !(json && text[first] == '0' && offset > first + 1);
        if (plain)
        {
            Kind = TokenKind.Integer;
            position = offset;
        }

        return plain;
    }

    private void ScanComment()
    {
        var second = position + 1 < text.Length ? text[position + 1] : '\0';
        if (second == '/')
        {
            Kind = TokenKind.LineComment;
            position = text[position..].IndexOf('\n') is var length and >= 0 ? position + length : text.Length;
        }
        else if (second == '*')
        {
            Kind = TokenKind.BlockComment;
            ScanBlockComment();
        }
        else
        {
            Kind = TokenKind.Bad;
            position++;
        }
    }

    private void ScanBlockComment()
    {
        var level = 1;
        position += 2;
        while (level > 0)
        {
            var mark = text[position..].IndexOfAny('/', '*');
            if (mark < 0)
            {
                position = text.Length;
                Report(LiteralProblem.Unterminated, Start, position);
                return;
            }

            position += mark;
            var pair = position + 1 < text.Length ? (text[position], text[position + 1]) : default;
            var step = pair == ('/', '*') && !json ? 1 : pair == ('*', '/') ? -1 : 0;
            level += step;
            position += step == 0 ? 1 : 2;
        }
    }

    private readonly int EndOfLine(int offset)
        => text[offset..].IndexOfAny('\r', '\n') is var length and >= 0 ? offset + length : text.Length;

    private void Report(LiteralProblem problem, int start, int end)
    {
        if (Error.Problem == LiteralProblem.None)
        {
            Error = new LexicalError(problem, start, end);
        }
    }
}
