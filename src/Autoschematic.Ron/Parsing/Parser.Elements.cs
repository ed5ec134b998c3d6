using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Parsing;

internal ref partial struct Parser
{
    /// <summary>Stands where an element or the closing bracket is expected.</summary>
    private bool NextElement()
    {
        while (true)
        {
            ref var frame = ref frames[frameCount - 1];
            var kind = lexer.Kind;
            if (kind == CloserOf(frame.Kind))
            {
                return CloseContainer();
            }

            if (kind == TokenKind.EndOfText)
            {
                return AbandonAtEnd();
            }

            if (kind == TokenKind.Comma)
            {
                ReportMissingElement(frame.Kind);
                nodes[frame.Node].IsBroken = true;
                SkipToken();
                recovering = false;
                continue;
            }

            if (IsCloser(kind))
            {
                ReportMissingElement(frame.Kind);
                if (AbandonFor(kind))
                {
                    return false;
                }

                continue;
            }

            return StartElement(frame.Kind);
        }
    }

    private bool StartElement(FrameKind kind)
    {
        switch (kind)
        {
            case FrameKind.Map:
                Push(FrameKind.EntryKey, Open(SyntaxKind.Entry, lexer.Start));
                return true;
            case FrameKind.Struct when lexer.Kind == TokenKind.Identifier:
                var (start, end, _) = TakeIdentifier();
                return ContinueField(start, end);
            case FrameKind.Struct:
                ReportMissingElement(kind);
                var field = Open(SyntaxKind.Field, lexer.Start);
                nodes[field].IsBroken = true;
                Leaf(SyntaxKind.Missing, lexer.Start, lexer.Start);
                Push(FrameKind.Field, field);
                return true;
            default:
                return true;
        }
    }

    /// <summary>Stands behind an element, where a comma or the closing bracket is expected.</summary>
    private bool ContinueContainer()
    {
        while (true)
        {
            ref var frame = ref frames[frameCount - 1];
            var kind = lexer.Kind;
            if (kind == TokenKind.Comma)
            {
                return PassComma();
            }

            if (kind == CloserOf(frame.Kind))
            {
                return CloseContainer();
            }

            if (kind == TokenKind.EndOfText)
            {
                return AbandonAtEnd();
            }

            ReportUnlessRecovering(SyntaxDiagnostics.ExpectedSeparator(Here(), CloserCharacter(frame.Kind), Found()));
            nodes[frame.Node].IsBroken = true;
            if (IsCloser(kind))
            {
                if (AbandonFor(kind))
                {
                    return false;
                }
            }
            else if (CanStartValue(kind) && text[lastEnd..lexer.Start].Contains('\n'))
            {
                // The comma was forgotten at the end of a line: what follows is the next element.
                recovering = false;
                return NextElement();
            }
            else
            {
                SkipTokenOrGroup();
            }
        }
    }

    private bool PassComma()
    {
        recovering = false;
        var (start, end) = (lexer.Start, lexer.End);
        Advance();
        if (json && !options.AllowTrailingCommas && lexer.Kind == CloserOf(frames[frameCount - 1].Kind))
        {
            Report(SyntaxDiagnostics.JsonTrailingComma(At(start, end)));
            nodes[frames[frameCount - 1].Node].IsBroken = true;
        }

        return NextElement();
    }

    private bool CloseContainer()
    {
        recovering = false;
        Close(frames[frameCount - 1].Node, lexer.End);
        frameCount--;
        level--;
        Advance();
        return false;
    }

    private bool AbandonAtEnd()
    {
        ref var frame = ref frames[frameCount - 1];
        ReportUnlessRecovering(SyntaxDiagnostics.Unclosed(
            Here(), text[frame.Opener], CloserCharacter(frame.Kind), source.GetPosition(frame.Opener)));
        Abandon();
        return false;
    }

    /// <summary>Ends the container when the bracket belongs to an outer one; otherwise passes over the bracket.</summary>
    private bool AbandonFor(TokenKind closer)
    {
        for (var index = frameCount - 2; index >= 0; index--)
        {
            if (CloserOf(frames[index].Kind) == closer)
            {
                Abandon();
                return true;
            }
        }

        nodes[frames[frameCount - 1].Node].IsBroken = true;
        SkipToken();
        return false;
    }

    private void Abandon()
    {
        Close(frames[frameCount - 1].Node, lastEnd, broken: true);
        frameCount--;
        level--;
    }

    private void ReportMissingElement(FrameKind kind)
        => ReportUnlessRecovering(kind == FrameKind.Struct
            ? SyntaxDiagnostics.ExpectedFieldName(Here(), Found())
            : SyntaxDiagnostics.ExpectedValue(Here(), Found()));

    private static TokenKind CloserOf(FrameKind kind) => kind switch
    {
        FrameKind.List => TokenKind.CloseBracket,
        FrameKind.Map => TokenKind.CloseBrace,
        FrameKind.Tuple or FrameKind.Struct => TokenKind.CloseParenthesis,
        _ => TokenKind.EndOfText,
    };

    private static char CloserCharacter(FrameKind kind) => kind switch
    {
        FrameKind.List => ']',
        FrameKind.Map => '}',
        _ => ')',
    };

    private static bool IsCloser(TokenKind kind)
        => kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace;

    private static bool CanStartValue(TokenKind kind)
        => kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace
            or (>= TokenKind.Identifier and <= TokenKind.RawByteString);
}
