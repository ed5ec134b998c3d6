using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>
/// Builds a tree in one pass over the tokens. Nesting lives on a stack of its own, so that no text can exhaust the machine's.
/// After an error it goes on at the next comma, closing bracket or new line, and says nothing more until then.
/// </summary>
internal ref partial struct Parser
{
    private readonly SourceText source;
    private readonly ReadOnlySpan<char> text;
    private readonly RonParseOptions options;
    private readonly bool json;
    private readonly List<Diagnostic> diagnostics = [];
    private Lexer lexer;
    private NodeData[] nodes;
    private int count;
    private Frame[] frames;
    private int frameCount;

    /// <summary>The last node, when it is an error that the next one may be added to.</summary>
    private int mergeable = -1;

    /// <summary>How many containers are open.</summary>
    private int level;

    /// <summary>Whether an unclosed comment has swallowed the rest of the text.</summary>
    private bool endIsExplained;

    /// <summary>End of the last token that was passed.</summary>
    private int lastEnd;
    private bool recovering;

    private Parser(SourceText source, RonParseOptions options)
    {
        this.source = source;
        this.options = options;
        text = source.Text;
        json = options.Dialect == RonDialect.Json;
        lexer = new Lexer(text, options.Dialect);
        nodes = new NodeData[Math.Max(16, text.Length / 12)];
        frames = new Frame[16];
    }

    public static SyntaxTree Parse(SourceText source, RonParseOptions options)
    {
        var parser = new Parser(source, options);
        parser.ParseDocument();
        return new SyntaxTree(source, options, parser.nodes, parser.count, parser.diagnostics);
    }

    private void ParseDocument()
    {
        var document = Open(SyntaxKind.Document, 0);
        Advance();
        lastEnd = 0;
        if (!json)
        {
            ParseAttributes();
        }

        ParseRoot();
        if (lexer.Kind != TokenKind.EndOfText)
        {
            Report(SyntaxDiagnostics.TrailingText(Here(), Found()));
            Leaf(SyntaxKind.Error, lexer.Start, text.Length);
        }

        Close(document, text.Length);
    }

    private void ParseRoot()
    {
        var valueNext = true;
        while (valueNext || frameCount > 0)
        {
            valueNext = valueNext ? StartValue() : Continue();
        }
    }

    /// <summary>Reads a value or the beginning of one.</summary>
    /// <returns>Whether another value must be read before this one is complete.</returns>
    private bool StartValue()
    {
        switch (lexer.Kind)
        {
            case TokenKind.Integer:
                return TakeLeaf(SyntaxKind.Integer);
            case TokenKind.Float:
                return TakeLeaf(SyntaxKind.Float);
            case TokenKind.String:
                return TakeLeaf(SyntaxKind.String);
            case TokenKind.RawString:
                return TakeLeaf(SyntaxKind.RawString);
            case TokenKind.ByteString:
                return TakeLeaf(SyntaxKind.ByteString);
            case TokenKind.RawByteString:
                return TakeLeaf(SyntaxKind.RawByteString);
            case TokenKind.Character:
                return TakeLeaf(SyntaxKind.Character);
            case TokenKind.Byte:
                return TakeLeaf(SyntaxKind.Byte);
            case TokenKind.Identifier when json:
                return StartJsonWord();
            case TokenKind.Identifier:
                var (start, end, broken) = TakeIdentifier();
                return StartIdentifier(start, end, broken);
            case TokenKind.OpenBracket:
                return StartContainer(FrameKind.List, SyntaxKind.List);
            case TokenKind.OpenBrace:
                return StartContainer(FrameKind.Map, SyntaxKind.Map);
            case TokenKind.OpenParenthesis when !json:
                return StartParenthesis(-1, -1);
            default:
                SkipToValueEnd();
                return false;
        }
    }

    private bool StartJsonWord()
    {
        var word = text[lexer.Start..lexer.End];
        if (word is "true" or "false" or "null")
        {
            return TakeLeaf(word is "null" ? SyntaxKind.Null : SyntaxKind.Boolean);
        }

        SkipToValueEnd();
        return false;
    }

    /// <summary>Goes on with an identifier that has just been passed.</summary>
    private bool StartIdentifier(int start, int end, bool broken)
    {
        if (lexer.Kind == TokenKind.OpenParenthesis && !IsWord(text[start..end]))
        {
            return StartParenthesis(start, end);
        }

        var word = text[start..end];
        if (word is "Some")
        {
            return StartBareSome(start);
        }

        var kind = word switch
        {
            "true" or "false" => SyntaxKind.Boolean,
            "None" => SyntaxKind.None,
            "inf" or "NaN" or "inff32" or "inff64" or "NaNf32" or "NaNf64" => SyntaxKind.Float,
            _ => SyntaxKind.Identifier,
        };
        Leaf(kind, start, end, broken);
        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> name)
        => name is "true" or "false" or "None" or "inf" or "NaN" or "inff32" or "inff64" or "NaNf32" or "NaNf64";

    private bool StartBareSome(int start)
    {
        var node = Open(SyntaxKind.BareSome, start);
        if (!CanStartValue(lexer.Kind))
        {
            ReportUnlessRecovering(SyntaxDiagnostics.ExpectedValue(Here(), Found()));
            LeaveOut();
            Close(node, lastEnd, broken: true);
            return false;
        }

        if (level >= options.MaximumDepth)
        {
            ReportUnlessRecovering(SyntaxDiagnostics.TooDeep(Here(), options.MaximumDepth));
            SkipToSeparator();
            Close(node, lastEnd, broken: true);
            return false;
        }

        level++;
        Push(FrameKind.BareSome, node);
        return true;
    }

    /// <summary>Reads <c>(</c> and finds out by the first name and colon whether a struct or a tuple begins.</summary>
    private bool StartParenthesis(int nameStart, int nameEnd)
    {
        var start = nameStart >= 0 ? nameStart : lexer.Start;
        if (nameStart < 0 && lexer.End < text.Length && text[lexer.End] == ')')
        {
            Advance();
            Leaf(SyntaxKind.Unit, start, lexer.End);
            Advance();
            return false;
        }

        var node = Open(SyntaxKind.Tuple, start);
        if (nameStart >= 0)
        {
            Leaf(SyntaxKind.Name, nameStart, nameEnd);
        }

        if (!Enter(FrameKind.Tuple, node))
        {
            return false;
        }

        if (lexer.Kind != TokenKind.Identifier)
        {
            return NextElement();
        }

        var (firstStart, firstEnd, broken) = TakeIdentifier();
        if (lexer.Kind != TokenKind.Colon)
        {
            return StartIdentifier(firstStart, firstEnd, broken);
        }

        nodes[node].Kind = SyntaxKind.Struct;
        frames[frameCount - 1].Kind = FrameKind.Struct;
        return ContinueField(firstStart, firstEnd);
    }

    private bool StartContainer(FrameKind frame, SyntaxKind kind)
    {
        var node = Open(kind, lexer.Start);
        return Enter(frame, node) && NextElement();
    }

    /// <summary>Passes an opening bracket; too deep inside, the whole group becomes an error.</summary>
    private bool Enter(FrameKind frame, int node)
    {
        if (level >= options.MaximumDepth)
        {
            ReportUnlessRecovering(SyntaxDiagnostics.TooDeep(Here(), options.MaximumDepth));
            SkipGroup();
            Close(node, lastEnd, broken: true);
            return false;
        }

        level++;
        Push(frame, node);
        frames[frameCount - 1].Opener = lexer.Start;
        Advance();
        return true;
    }

    /// <summary>Goes on behind a complete value.</summary>
    private bool Continue()
    {
        ref var frame = ref frames[frameCount - 1];
        switch (frame.Kind)
        {
            case FrameKind.EntryKey:
                return ContinueEntry();
            case FrameKind.Field or FrameKind.EntryValue or FrameKind.BareSome:
                level -= frame.Kind == FrameKind.BareSome ? 1 : 0;
                Close(frame.Node, lastEnd);
                frameCount--;
                return false;
            default:
                return ContinueContainer();
        }
    }

    private bool ContinueEntry()
    {
        ref var frame = ref frames[frameCount - 1];
        var key = nodes[frame.Node + 1];
        if (json && key.Kind is not (SyntaxKind.String or SyntaxKind.Missing or SyntaxKind.Error))
        {
            ReportUnlessRecovering(SyntaxDiagnostics.JsonKey(At(key.Start, key.End), $"`{Shorten(text[key.Start..key.End])}`"));
            nodes[frame.Node].IsBroken = true;
        }

        if (lexer.Kind == TokenKind.Colon)
        {
            frame.Kind = FrameKind.EntryValue;
            Advance();
            return true;
        }

        ReportUnlessRecovering(SyntaxDiagnostics.ExpectedColon(Here(), Found()));
        LeaveOut();
        Close(frame.Node, lastEnd, broken: true);
        frameCount--;
        return false;
    }

    private bool ContinueField(int nameStart, int nameEnd)
    {
        var field = Open(SyntaxKind.Field, nameStart);
        Leaf(SyntaxKind.Name, nameStart, nameEnd);
        if (lexer.Kind == TokenKind.Colon)
        {
            Push(FrameKind.Field, field);
            Advance();
            return true;
        }

        ReportUnlessRecovering(SyntaxDiagnostics.ExpectedColon(Here(), Found()));
        LeaveOut();
        Close(field, lastEnd, broken: true);
        return false;
    }
}
