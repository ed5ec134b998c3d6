using System.Text;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Sdk.Resources;

/// <summary>The bytes of a body, its text and its syntax, each made when it is first wanted.</summary>
internal sealed class BodySource(ReadOnlyMemory<byte> bytes, RonParseOptions? syntax)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SyntaxTree? tree;
    private SourceText? text;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The body as text; where it is no UTF-8 it has replacement characters, see <see cref="FindTextProblem"/>.</summary>
    public SourceText Text => text ??= new(Encoding.UTF8.GetString(WithoutMark.Span));

    /// <summary>The body's tree, of RON for bodies without a syntax.</summary>
    public SyntaxTree Tree => tree ??= SyntaxTree.Parse(Text, syntax);

    private ReadOnlyMemory<byte> WithoutMark
        => bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;

    /// <summary>Where the body stops being UTF-8; null when all of it is.</summary>
    public BodyDiagnostic? FindTextProblem()
    {
        try
        {
            _ = Strict.GetCharCount(WithoutMark.Span);
            return null;
        }
        catch (DecoderFallbackException)
        {
            // Up to the first byte that is wrong, replaced and strict text are the same.
            var start = Text.Text.IndexOf('\uFFFD', StringComparison.Ordinal);
            return new(DiagnosticSeverity.Error, SpanOf(new TextSpan(Math.Max(start, 0), start < 0 ? 0 : 1)), "The body is not UTF-8 text from here on");
        }
    }

    public BodySpan SpanOf(TextSpan span) => new(Text.GetPosition(span.Start), Text.GetPosition(span.End));

    /// <summary>Where the value at a path stands, or what encloses the place where it would stand.</summary>
    public BodySpan SpanOf(string path)
    {
        if (syntax is not null && RonPath.TryParse(path) is { } parsed)
        {
            for (var steps = parsed.Segments.Count; steps > 0; steps--)
            {
                if (Tree.Find(new RonPath(parsed.Segments.Take(steps))) is { } found)
                {
                    return SpanOf(steps == parsed.Segments.Count ? FirstLine(found.Span) : HeadOf(found));
                }
            }
        }

        return SpanOf(syntax is not null && Tree.Value is { } root ? HeadOf(root) : new TextSpan(0, Text.GetOffset(new TextPosition(1, int.MaxValue))));
    }

    private TextSpan HeadOf(SyntaxNode node) => node.Name?.Span ?? FirstLine(node.Span);

    private TextSpan FirstLine(TextSpan span)
        => Text.Text.IndexOf('\n', span.Start, span.Length) is var end and >= 0 ? TextSpan.FromBounds(span.Start, end) : span;
}
