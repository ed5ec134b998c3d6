using Autoschematic.Ron.Parsing;

namespace Autoschematic.Ron.Formatting;

/// <summary>Prints the tokens of a document that has no syntax errors.</summary>
internal sealed class FormatPrinter(FormatPlan plan, bool json)
{
    private const int MaximumWidth = 100;

    private readonly FormatOutput output = new();
    private readonly int step = json ? 2 : 4;
    private int next;

    private bool AtEnd => next == plan.Tokens.Count;

    private FormatToken Token => plan.Tokens[next];

    public FormatOutput Print()
    {
        PrintOwnLineComments(0, keepFirstGap: false);
        while (!AtEnd && Token.Kind == TokenKind.Hash)
        {
            PrintAttribute();
            PrintTrailingComments();
            output.NewLine(0);
            PrintOwnLineComments(0, keepFirstGap: true);
        }

        PrintValue(0);
        PrintTrailingComments();
        while (!AtEnd)
        {
            output.NewLine(0);
            PrintOwnLineComments(0, keepFirstGap: true);
        }

        output.NewLine(0);
        return output;
    }

    /// <summary>Prints comments that stand on lines of their own, and blank lines between groups; ends at the beginning of a line.</summary>
    private void PrintOwnLineComments(int indent, bool keepFirstGap)
    {
        var first = true;
        while (!AtEnd)
        {
            if (Token.LinesBefore > 1 && !Token.IsCloser && (!first || keepFirstGap))
            {
                output.BlankLine();
            }

            first = false;
            if (!Token.IsComment)
            {
                return;
            }

            var isLine = Token.Kind == TokenKind.LineComment;
            output.Write(Token.Text);
            next++;
            if (isLine || AtEnd || Token.LinesBefore > 0 || Token.IsCloser)
            {
                output.NewLine(indent);
            }
            else
            {
                output.Write(" ");
            }
        }
    }

    /// <summary>Prints the comments that follow on the same line.</summary>
    private bool PrintTrailingComments()
    {
        while (!AtEnd && Token.IsComment && Token.LinesBefore == 0)
        {
            output.Write(" ");
            output.Write(Token.Text);
            if (plan.Tokens[next++].Kind == TokenKind.LineComment)
            {
                return true;
            }
        }

        return false;
    }

    private void PrintAttribute()
    {
        while (true)
        {
            var token = Token;
            next++;
            if (token.IsComment)
            {
                output.Write(" ");
                output.Write(token.Text);
                if (token.Kind == TokenKind.LineComment)
                {
                    output.NewLine(step);
                }

                continue;
            }

            var isTrailingComma = token.Kind == TokenKind.Comma && NextToken() is TokenKind.CloseParenthesis;
            output.Write(isTrailingComma ? "" : token.Text);
            if (token.Kind == TokenKind.Comma && !isTrailingComma)
            {
                output.Write(" ");
            }

            if (token.Kind == TokenKind.CloseBracket)
            {
                return;
            }
        }
    }

    private TokenKind NextToken()
    {
        var index = next;
        while (index < plan.Tokens.Count && plan.Tokens[index].IsComment)
        {
            index++;
        }

        return index < plan.Tokens.Count ? plan.Tokens[index].Kind : TokenKind.EndOfText;
    }

    private void PrintValue(int indent)
    {
        var token = Token;
        if (token.IsOpener)
        {
            PrintGroup(indent, token.Kind == TokenKind.OpenParenthesis);
            return;
        }

        next++;
        output.Write(token.Text);
        if (token.Kind != TokenKind.Identifier || json)
        {
            return;
        }

        var follower = NextToken();
        if (follower == TokenKind.OpenParenthesis)
        {
            PrintComments(indent, " ", "");
            PrintGroup(indent, isUnnamed: false);
        }
        else if (token.Text is "Some" && follower is not (TokenKind.Comma or TokenKind.Colon or TokenKind.EndOfText)
            && follower is not (TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace))
        {
            output.Write(" ");
            PrintComments(indent, "", " ");
            PrintValue(indent);
        }
    }

    /// <summary>Prints comments in the middle of something; after a line comment goes on in the next line.</summary>
    private void PrintComments(int indent, string before, string after)
    {
        while (!AtEnd && Token.IsComment)
        {
            var isLine = Token.Kind == TokenKind.LineComment;
            output.Write(before);
            output.Write(Token.Text);
            next++;
            if (isLine)
            {
                output.NewLine(indent + step);
            }
            else
            {
                output.Write(after);
            }
        }
    }

    private void PrintGroup(int indent, bool isUnnamed)
    {
        var opener = next;
        var isVertical = plan.IsVertical(opener) || output.Column + plan.FlatWidth(opener) > MaximumWidth;
        output.Write(Token.Text);
        next++;
        if (Token.IsCloser)
        {
            // `()` is the unit and `( )` a tuple without values.
            output.Write(isUnnamed && Token.IsSpaced ? " " : "");
            output.Write(Token.Text);
            next++;
        }
        else if (isVertical)
        {
            PrintVertical(indent + step);
        }
        else
        {
            PrintHorizontal(indent);
        }
    }

    private void PrintHorizontal(int indent)
    {
        PrintComments(indent, "", NextToken() is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace ? "" : " ");
        while (!Token.IsCloser)
        {
            PrintElement(indent);
            PrintComments(indent, " ", "");
            if (Token.Kind == TokenKind.Comma)
            {
                next++;
                var isLast = NextToken() is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace;
                output.Write(isLast ? "" : ", ");
                PrintComments(indent, isLast ? " " : "", isLast ? "" : " ");
            }
        }

        output.Write(Token.Text);
        next++;
    }

    private void PrintVertical(int indent)
    {
        PrintTrailingComments();
        var first = true;
        while (true)
        {
            output.NewLine(indent);
            PrintOwnLineComments(indent, keepFirstGap: !first);
            if (Token.IsCloser)
            {
                break;
            }

            first = false;
            PrintElement(indent);
            PrintSeparator(indent);
        }

        output.NewLine(indent - step);
        output.Write(Token.Text);
        next++;
    }

    /// <summary>Prints the comma behind an element, before whatever comments stand around it.</summary>
    private void PrintSeparator(int indent)
    {
        var hasComma = NextToken() == TokenKind.Comma;
        var isLast = !hasComma || IsTrailingComma();
        output.Write(isLast && json ? "" : ",");
        if (!hasComma)
        {
            PrintTrailingComments();
            return;
        }

        var broken = PrintTrailingComments();
        while (Token.IsComment)
        {
            output.NewLine(indent);
            output.Write(Token.Text);
            broken = plan.Tokens[next++].Kind == TokenKind.LineComment;
        }

        next++;
        if (!broken)
        {
            PrintTrailingComments();
        }
    }

    private bool IsTrailingComma()
    {
        var index = next;
        var commas = 0;
        for (; commas == 0 || plan.Tokens[index].IsComment; index++)
        {
            commas += plan.Tokens[index].Kind == TokenKind.Comma ? 1 : 0;
        }

        return plan.Tokens[index].IsCloser;
    }

    /// <summary>Prints a value, or a name or key with its value.</summary>
    private void PrintElement(int indent)
    {
        PrintValue(indent);
        if (NextToken() != TokenKind.Colon)
        {
            return;
        }

        PrintComments(indent, " ", "");
        output.Write(": ");
        next++;
        PrintComments(indent, "", " ");
        PrintValue(indent);
    }
}
