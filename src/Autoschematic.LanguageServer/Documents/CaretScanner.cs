using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Documents;

/// <summary>Finds out where a place in a document is, from its tokens.</summary>
internal sealed class CaretScanner
{
    private readonly string text;
    private readonly RonParseOptions options;
    private readonly IReadOnlyList<Token> tokens;
    private readonly List<Open> open = [new() { Opener = '\0' }];

    private CaretScanner(SyntaxTree tree)
    {
        text = tree.Text.Text;
        options = tree.Options;
        tokens = tree.Tokens();
    }

    /// <summary>The place at an offset.</summary>
    public static Caret Find(SyntaxTree tree, int offset) => new CaretScanner(tree).Scan(offset);

    private Caret Scan(int offset)
    {
        var index = 0;
        var lastEnd = 0;
        for (; index < tokens.Count && !Holds(tokens[index], offset); index++)
        {
            var token = tokens[index];
            if (token.Span.Start >= offset)
            {
                break;
            }

            if (!IsTrivia(token.Kind))
            {
                Pass(index, lastEnd);
                lastEnd = token.Span.End;
            }
        }

        Token? at = index < tokens.Count && Holds(tokens[index], offset) ? tokens[index] : null;
        if (at is { Kind: TokenKind.Identifier } name)
        {
            EndLineWithoutComma(open[^1], lastEnd, name.Span.Start);
        }
        else if (at is null)
        {
            EndLineWithoutComma(open[^1], lastEnd, offset);
        }

        return new(
            offset,
            [.. open.Skip(1).Select(frame => FrameOf(frame, at))],
            at?.Span,
            at?.Kind ?? TokenKind.Whitespace,
            NextKind(at is null ? index : index + 1),
            open[^1].IsValueDone);
    }

    // A caret at the end of a word belongs to the word; one at either end of a string does not belong to it.
    private bool Holds(Token token, int offset) => token.Kind switch
    {
        TokenKind.Identifier => token.Span.Start <= offset && offset <= token.Span.End,
        TokenKind.String or TokenKind.RawString => token.Span.Start < offset && (offset < token.Span.End || (offset == token.Span.End && !IsClosed(token))),
        TokenKind.LineComment => token.Span.Start < offset && offset <= token.Span.End,
        TokenKind.BlockComment => token.Span.Start < offset && offset < token.Span.End,
        _ => false,
    };

    private bool IsClosed(Token token)
    {
        var source = text.AsSpan(token.Span.Start, token.Span.Length);
        return source.Length > 1 && (source[^1] is '"' ? source[^2] != '\\' || source.EndsWith("\\\\\"") : source[^1] == '#');
    }

    private void Pass(int index, int lastEnd)
    {
        var token = tokens[index];
        var frame = open[^1];
        switch (token.Kind)
        {
            case TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace:
                var name = token.Kind == TokenKind.OpenParenthesis && frame.Word is { Kind: TokenKind.Identifier } word ? word : (Token?)null;
                open.Add(new() { Opener = text[token.Span.Start], Index = index, Start = token.Span.Start, Name = name });
                break;
            case TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace:
                Close(text[token.Span.Start]);
                break;
            case TokenKind.Comma:
                frame.EndElement();
                break;
            case TokenKind.Colon when frame is { Label: null, Word: { } label }:
                frame.Label = label;
                frame.Word = null;
                frame.IsValueDone = false;
                break;
            default:
                EndLineWithoutComma(frame, lastEnd, token.Span.Start);
                frame.Word = token;
                frame.IsValueDone = true;
                break;
        }
    }

    private void Close(char closer)
    {
        var opener = closer switch { ')' => '(', ']' => '[', _ => '{' };
        var index = open.FindLastIndex(frame => frame.Opener == opener);
        if (index > 0)
        {
            open.RemoveRange(index, open.Count - index);
            open[^1].IsValueDone = true;
            open[^1].Word = null;
        }
    }

    // The comma was forgotten at the end of a line: what follows is the next element.
    private void EndLineWithoutComma(Open frame, int lastEnd, int start)
    {
        if (frame.IsValueDone && text.AsSpan(lastEnd, Math.Max(0, start - lastEnd)).Contains('\n'))
        {
            frame.EndElement();
        }
    }

    /// <summary>The labels that the innermost brackets hold, on both sides of the place but not at it.</summary>
    private HashSet<string> LabelsOf(Open frame, Token? at)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        var depth = 0;
        Token? word = null;
        for (var index = frame.Index + 1; index < tokens.Count; index++)
        {
            var token = tokens[index];
            switch (token.Kind)
            {
                case TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace:
                    depth++;
                    break;
                case TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace when --depth < 0:
                    return labels;
                case TokenKind.Colon when depth == 0 && word is { } label && label != at:
                    labels.Add(TextOf(label));
                    break;
            }

            word = IsTrivia(token.Kind) ? word : token;
        }

        return labels;
    }

    private TokenKind NextKind(int index)
    {
        while (index < tokens.Count && IsTrivia(tokens[index].Kind))
        {
            index++;
        }

        return index < tokens.Count ? tokens[index].Kind : TokenKind.EndOfText;
    }

    private CaretFrame FrameOf(Open frame, Token? at)
        => new(frame.Opener, frame.Start, frame.Name is { } name ? TextOf(name) : null)
        {
            Label = frame.Label is { } label ? TextOf(label) : null,
            LabelSpan = frame.Label?.Span,
            Position = frame.Position,
            Labels = frame == open[^1] ? LabelsOf(frame, at) : new HashSet<string>(),
        };

    /// <summary>A name without `r#`, or what a string literal means; the source of anything else.</summary>
    private string TextOf(Token token)
    {
        var source = text.AsSpan(token.Span.Start, token.Span.Length);
        return token.Kind switch
        {
            TokenKind.Identifier => (source.StartsWith("r#") ? source[2..] : source).ToString(),
            TokenKind.String when source is ['"', .. var content, '"'] && !content.Contains('\\') => content.ToString(),
            TokenKind.String or TokenKind.RawString
                => SyntaxTree.Parse(source.ToString(), options).StringLiterals().FirstOrDefault()?.Value ?? "",
            _ => source.ToString(),
        };
    }

    private static bool IsTrivia(TokenKind kind) => kind is TokenKind.Whitespace or TokenKind.LineComment or TokenKind.BlockComment;

    /// <summary>Brackets that are being passed through.</summary>
    private sealed class Open
    {
        public char Opener { get; init; }

        /// <summary>Which token the bracket is.</summary>
        public int Index { get; init; } = -1;

        public int Start { get; init; }

        public Token? Name { get; init; }

        public Token? Label { get; set; }

        public int Position { get; private set; }

        /// <summary>The token that was passed last, when it is no bracket: it may be the name of what follows, or a label.</summary>
        public Token? Word { get; set; }

        public bool IsValueDone { get; set; }

        public void EndElement()
        {
            Word = null;
            IsValueDone = false;
            Label = null;
            Position++;
        }
    }
}
