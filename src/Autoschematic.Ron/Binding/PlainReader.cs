using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Binding;

/// <summary>
/// Reads the plain part of RON without making a tree. It explains nothing: what is wrong, or only unusual, it leaves to the
/// tree, so that it may never accept what a tree would not.
/// </summary>
internal ref struct PlainReader
{
    private readonly SourceText source;
    private readonly ReadOnlySpan<char> text;
    private readonly int maximumDepth;
    private int position;
    private int level;
    private int tokenStart;
    private string?[]? words;

    public PlainReader(SourceText source, RonSerializerOptions options)
    {
        this.source = source;
        text = source.Text;
        maximumDepth = options.MaximumDepth;
        Extensions = options.Extensions;
    }

    /// <summary>The extensions of options and document together.</summary>
    public RonExtensions Extensions { get; private set; }

    /// <summary>Whether a type was met that only a tree can be read into.</summary>
    public bool IsBeyond { get; private set; }

    /// <summary>Offset behind what has been read.</summary>
    public readonly int Position => position;

    public readonly bool Has(RonExtensions extension) => (Extensions & extension) != 0;

    public readonly SourceLocation LocationFrom(int start) => new(source, TextSpan.FromBounds(start, position));

    /// <summary>Gives up because of the type and not because of the document.</summary>
    public bool GiveUp()
    {
        IsBeyond = true;
        return false;
    }

    /// <summary>Passes white space and comments; the character behind them, which is NUL at the end.</summary>
    public char Peek()
    {
        var offset = position;
        while ((uint)offset < (uint)text.Length)
        {
            var c = text[offset];
            if (c > ' ')
            {
                if (c != '/')
                {
                    position = offset;
                    return c;
                }

                var end = SkipComment(offset);
                if (end < 0)
                {
                    return '\0';
                }

                offset = end;
            }
            else if (c == '\n')
            {
                offset = Lexer.EndOfSpaces(text, offset + 1);
            }
            else if (CharacterClasses.IsWhitespace(c))
            {
                offset++;
            }
            else
            {
                return '\0';
            }
        }

        position = offset;
        return '\0';
    }

    /// <summary>Passes an opening bracket.</summary>
    public bool TryOpen(char bracket)
    {
        if (Peek() != bracket || level >= maximumDepth)
        {
            return false;
        }

        level++;
        position++;
        return true;
    }

    /// <summary>Passes the closing bracket that <see cref="Peek"/> has found.</summary>
    public bool Close()
    {
        level--;
        position++;
        return true;
    }

    /// <summary>Passes the comma behind an element, or stays before the closing bracket.</summary>
    public bool TryPassComma(char bracket)
    {
        var c = Peek();
        position += c == ',' ? 1 : 0;
        return c == ',' || c == bracket;
    }

    public bool TryPass(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        position++;
        return true;
    }

    /// <summary>Passes exactly a text, which is a whole token or several; nothing of it may be the beginning of a longer one.</summary>
    public bool TryPass(ReadOnlySpan<char> expected)
    {
        if (!text[position..].StartsWith(expected))
        {
            return false;
        }

        position += expected.Length;
        return true;
    }

    /// <summary>Passes a word of ASCII; false where another begins, or a longer one.</summary>
    public bool TryPassWord(ReadOnlySpan<char> word)
    {
        if (!text[position..].StartsWith(word) || !IsWordEnd(position + word.Length))
        {
            return false;
        }

        position += word.Length;
        return true;
    }

    /// <summary>Reads an identifier of ASCII; empty when none stands here.</summary>
    public ReadOnlySpan<char> ReadWord()
    {
        var end = position;
        while ((uint)end < (uint)text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        if (end == position || char.IsAsciiDigit(text[position]) || !IsWordEnd(end))
        {
            return default;
        }

        var word = text[position..end];
        position = end;
        return word;
    }

    /// <summary>Reads a string without escapes, or with valid ones, or a raw string.</summary>
    public bool TryReadText([MaybeNullWhen(false)] out string value)
    {
        if (Peek() == '"')
        {
            var content = text[(position + 1)..];
            var length = content.IndexOfAny('"', '\\');
            if (length >= 0 && content[length] == '"')
            {
                position += length + 2;
                value = content[..length].ToString();
                return true;
            }
        }

        var token = ReadToken();
        value = token switch
        {
            TokenKind.String => StringDecoder.DecodeText(LastToken[1..^1], EscapeMode.Text),
            TokenKind.RawString => Literals.RawContent(LastToken[1..]).ToString(),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>Reads a string that probably was there before, such as a key, so that equal ones need not be made again.</summary>
    public bool TryReadKey([MaybeNullWhen(false)] out string value)
    {
        const int Kept = 64;
        if (Peek() == '"')
        {
            var content = text[(position + 1)..];
            var length = content.IndexOfAny('"', '\\');
            if (length is > 0 and < Kept && content[length] == '"')
            {
                words ??= new string?[Kept];
                content = content[..length];
                ref var known = ref words[(length + (content[0] * 5) + (content[length - 1] * 3)) % Kept];
                if (known is null || !content.SequenceEqual(known))
                {
                    known = content.ToString();
                }

                position += length + 2;
                value = known;
                return true;
            }
        }

        return TryReadText(out value);
    }

    /// <summary>Reads a whole number of up to 18 digits that nothing is added to.</summary>
    public bool TryReadDigits(out bool negative, out ulong magnitude)
    {
        const int Longest = 18;
        negative = Peek() == '-';
        var offset = position + (negative ? 1 : 0);
        magnitude = 0;
        var first = offset;
        while ((uint)offset < (uint)text.Length && (uint)(text[offset] - '0') is <= 9 and var digit)
        {
            magnitude = (magnitude * 10) + digit;
            offset++;
        }

        if (offset == first || offset - first > Longest || !IsNumberEnd(offset))
        {
            return false;
        }

        position = offset;
        return true;
    }

    /// <summary>Reads a number of whatever notation; empty when none stands here that is valid.</summary>
    public ReadOnlySpan<char> ReadNumber(out bool isFloat)
    {
        var kind = ReadToken();
        isFloat = kind == TokenKind.Float;
        return isFloat || kind == TokenKind.Integer ? LastToken : default;
    }

    /// <summary>Reads the attributes at the beginning of a document, which add extensions.</summary>
    public bool TryReadAttributes()
    {
        while (Peek() == '#')
        {
            if (!TryPass("#![enable("))
            {
                return false;
            }

            do
            {
                Peek();
                var extension = DocumentExtensions.Of(ReadWord());
                if (extension == RonExtensions.None)
                {
                    return false;
                }

                Extensions |= extension;
            }
            while (TryPass(','));

            if (!TryPass(')') || !TryPass(']'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether nothing but white space and comments follows.</summary>
    public bool IsAtEnd() => Peek() == '\0' && position == text.Length;

    private readonly bool IsWordEnd(int offset)
        => offset >= text.Length || (text[offset] < 0x80 && !char.IsAsciiLetterOrDigit(text[offset]) && text[offset] is not ('_' or '.' or '+' or '-'));

    private readonly bool IsNumberEnd(int offset)
        => offset >= text.Length || text[offset] is ',' or ')' or ']' or '}' or '\n' or ' ' or '\r' or '\t' or ':';

    private readonly int SkipComment(int offset)
    {
        var rest = text[offset..];
        if (rest.StartsWith("//"))
        {
            return rest.IndexOf('\n') is var line and >= 0 ? offset + line : text.Length;
        }

        var lexer = new Lexer(text, RonDialect.Ron, offset);
        lexer.Next();
        return lexer.Kind == TokenKind.BlockComment && lexer.Error.Problem == LiteralProblem.None ? lexer.End : -1;
    }

    private readonly ReadOnlySpan<char> LastToken => text[tokenStart..position];

    private TokenKind ReadToken()
    {
        Peek();
        var lexer = new Lexer(text, RonDialect.Ron, position);
        lexer.Next();
        if (lexer.Error.Problem != LiteralProblem.None)
        {
            return TokenKind.Bad;
        }

        tokenStart = position;
        position = lexer.End;
        return lexer.Kind;
    }
}
