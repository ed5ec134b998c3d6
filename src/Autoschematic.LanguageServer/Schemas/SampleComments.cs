using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>The comments of an example body, each by the place of what stands below it.</summary>
internal static class SampleComments
{
    public static IReadOnlyDictionary<int, string> Of(SyntaxTree tree)
    {
        var found = new Dictionary<int, string>();
        var lines = new List<string>();
        foreach (var token in tree.Tokens())
        {
            var source = tree.Text.Text.AsSpan(token.Span.Start, token.Span.Length);
            switch (token.Kind)
            {
                case TokenKind.LineComment:
                    lines.Add(source.TrimStart('/').Trim().ToString());
                    break;
                case TokenKind.Whitespace when source.Count('\n') > 1:
                    lines.Clear();
                    break;
                case TokenKind.Whitespace or TokenKind.BlockComment:
                    break;
                default:
                    if (lines.Count > 0)
                    {
                        found[token.Span.Start] = string.Join('\n', lines);
                    }

                    lines.Clear();
                    break;
            }
        }

        return found;
    }
}
