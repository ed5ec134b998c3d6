using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

internal ref partial struct Parser
{
    private const int MaximumDiagnostics = 1000;

    private enum FrameKind : byte
    {
        List,
        Map,
        Tuple,
        Struct,
        Field,
        EntryKey,
        EntryValue,
        BareSome,
    }

    private struct Frame
    {
        public int Node;
        public int Opener;
        public FrameKind Kind;
    }

    private int Open(SyntaxKind kind, int start)
    {
        if (count == nodes.Length)
        {
            Array.Resize(ref nodes, checked(count * 2));
        }

        ref var node = ref nodes[count];
        node.Kind = kind;
        node.Start = start;
        node.IsBroken = false;
        return count++;
    }

    private void Close(int node, int end, bool broken = false)
    {
        ref var data = ref nodes[node];
        data.End = Math.Max(end, data.Start);
        data.Next = count;
        data.IsBroken |= broken;
        mergeable = node < count - 1 ? -1 : mergeable;
    }

    private void Leaf(SyntaxKind kind, int start, int end, bool broken = false)
        => Close(Open(kind, start), end, broken);

    /// <summary>Adds the empty node of what should stand behind the last token.</summary>
    private void LeaveOut()
    {
        var start = frameCount > 0 ? Math.Max(lastEnd, nodes[frames[frameCount - 1].Node].Start) : lastEnd;
        Leaf(SyntaxKind.Missing, start, start);
    }

    private bool TakeLeaf(SyntaxKind kind)
    {
        Leaf(kind, lexer.Start, lexer.End, lexer.Error.Problem != LiteralProblem.None);
        Advance();
        return false;
    }

    private (int Start, int End, bool Broken) TakeIdentifier()
    {
        var taken = (lexer.Start, lexer.End, lexer.NeedsRawPrefix);
        if (lexer.NeedsRawPrefix)
        {
            ReportUnlessRecovering(SyntaxDiagnostics.RawPrefixNeeded(Here(), text[lexer.Start..lexer.End].ToString()));
            recovering = false;
        }

        Advance();
        return taken;
    }

    private void Push(FrameKind kind, int node)
    {
        if (frameCount == frames.Length)
        {
            Array.Resize(ref frames, frameCount * 2);
        }

        frames[frameCount++] = new Frame { Kind = kind, Node = node };
    }

    private void Advance()
    {
        lastEnd = lexer.End;
        do
        {
            lexer.NextBehindSpace();
            if (lexer.Kind is TokenKind.LineComment or TokenKind.BlockComment)
            {
                CheckComment();
            }
        }
        while (lexer.Kind is TokenKind.Whitespace or TokenKind.LineComment or TokenKind.BlockComment);

        if (lexer.Error.Problem != LiteralProblem.None)
        {
            Report(SyntaxDiagnostics.Literal(At(lexer.Error.Start, lexer.Error.End), lexer.Error.Problem, lexer.Kind));
        }
    }

    private void CheckComment()
    {
        if (lexer.Error.Problem == LiteralProblem.Unterminated)
        {
            Report(SyntaxDiagnostics.UnclosedComment(Here()));
            endIsExplained = true;
        }
        else if (json && !options.AllowComments)
        {
            Report(SyntaxDiagnostics.JsonComment(Here()));
        }
    }

    private readonly SourceLocation At(int start, int end) => new(source, TextSpan.FromBounds(start, end));

    // A multi-line token that stands in the wrong place is meant where it begins.
    private readonly SourceLocation Here()
    {
        var end = lexer.End;
        if (lexer.Kind is not (TokenKind.BlockComment or TokenKind.EndOfText))
        {
            end = text[lexer.Start..end].IndexOf('\n') is var line and >= 0 ? lexer.Start + line : end;
        }

        return At(lexer.Start, end);
    }

    private readonly string Found() => lexer.Kind switch
    {
        TokenKind.EndOfText => "the end of the text",
        TokenKind.String or TokenKind.RawString => "a string",
        TokenKind.ByteString or TokenKind.RawByteString => "a byte string",
        TokenKind.Bad when char.IsControl(text[lexer.Start]) || char.IsSurrogate(text[lexer.Start]) || text[lexer.Start] > 0x7F
            => $"the character U+{(lexer.End - lexer.Start == 2 ? char.ConvertToUtf32(text[lexer.Start], text[lexer.Start + 1]) : text[lexer.Start]):X4}",
        _ => $"`{Shorten(text[lexer.Start..lexer.End])}`",
    };

    private static string Shorten(ReadOnlySpan<char> token)
        => token.Length <= 40 && !token.Contains('\n') ? token.ToString() : $"{token[..Math.Min(token.Length, 40)].ToString().ReplaceLineEndings(" ")}…";

    private readonly void Report(Diagnostic diagnostic)
    {
        if (diagnostics.Count < MaximumDiagnostics)
        {
            diagnostics.Add(diagnostic);
        }
        else if (diagnostics.Count == MaximumDiagnostics)
        {
            diagnostics.Add(SyntaxDiagnostics.TooMany(diagnostic.Location!));
        }
    }

    private void ReportUnlessRecovering(Diagnostic diagnostic)
    {
        if (!recovering && !(endIsExplained && lexer.Kind == TokenKind.EndOfText))
        {
            Report(diagnostic);
        }

        recovering = true;
    }

    /// <summary>Makes the current token, which fits nowhere, a value that is an error, or leaves it for the container.</summary>
    private void SkipToValueEnd()
    {
        if (lexer.Kind is TokenKind.Comma or TokenKind.Colon or TokenKind.EndOfText || IsCloser(lexer.Kind))
        {
            ReportUnlessRecovering(SyntaxDiagnostics.ExpectedValue(Here(), Found()));
            LeaveOut();
            return;
        }

        ReportUnlessRecovering(SyntaxDiagnostics.UnexpectedCharacter(At(lexer.Start, BadEnd()), Found()));
        SkipTokenOrGroup();
    }

    // A slash that begins no comment is wrong because of what follows it.
    private readonly int BadEnd()
        => lexer.Kind == TokenKind.Bad && text[lexer.Start] == '/' ? Math.Min(lexer.Start + 2, text.Length) : lexer.End;

    private void SkipToken()
    {
        if (lexer.Kind != TokenKind.EndOfText)
        {
            AddError(lexer.Start, lexer.End);
            Advance();
        }
    }

    private void SkipTokenOrGroup()
    {
        if (lexer.Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            SkipGroup();
        }
        else
        {
            SkipToken();
        }
    }

    /// <summary>Passes from an opening bracket to the closing one that balances it.</summary>
    private void SkipGroup()
    {
        var start = lexer.Start;
        long open = 0;
        do
        {
            open += lexer.Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace ? 1 : IsCloser(lexer.Kind) ? -1 : 0;
            Advance();
        }
        while (open > 0 && lexer.Kind != TokenKind.EndOfText);

        AddError(start, lastEnd);
    }

    private void SkipToSeparator()
    {
        while (lexer.Kind is not (TokenKind.Comma or TokenKind.EndOfText) && !IsCloser(lexer.Kind))
        {
            SkipTokenOrGroup();
        }
    }

    // Neighbouring errors become one node, so that junk does not fill the tree.
    private void AddError(int start, int end)
    {
        var last = count - 1;
        if (last == mergeable && nodes[last].End == lastEnd)
        {
            nodes[last].End = end;
        }
        else
        {
            Leaf(SyntaxKind.Error, start, end);
            mergeable = count - 1;
        }
    }
}
