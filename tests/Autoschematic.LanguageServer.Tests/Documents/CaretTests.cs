using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using CsCheck;

namespace Autoschematic.LanguageServer.Tests.Documents;

public sealed class CaretTests
{
    [Theory]
    [InlineData("‸", "(top)")]
    [InlineData("A(b‸", "A( · in b")]
    [InlineData("A(b: ‸", "A(b:")]
    [InlineData("A(b: C(d: 1, e‸: 2), f: 3)", "A(b: > C( {d} · in e · :")]
    [InlineData("A(b: C(d: 1, ‸), f: 3)", "A(b: > C( {d}")]
    [InlineData("A(b: 1\n  c‸\n  d: 2)", "A( {b d} · in c")]
    [InlineData("A(b: 1 ‸)", "A(b: {b} · done")]
    [InlineData("A(b: [C(x: 1), ‸", "A(b: > [1")]
    [InlineData("A(b: {\"k\": B(‸", "A(b: > {k: > B(")]
    [InlineData("A(b: {\"k\": 1, \"‸", "A(b: > { {k} · in \"")]
    [InlineData("A(b: [C(x: 1, D(y: 2), ], e‸)", "A( {b} · in e")]
    [InlineData("A(b: \"a(b[{\", c: r#\"x\"y\"#, ‸)", "A( {b c}")]
    [InlineData("A(b: 'x', /* c: ( */ // d: [\n‸", "A( {b}")]
    [InlineData("A(b: 1 // com‸ment\n)", "A(b: {b} · in // comment · done")]
    [InlineData("A(r#type: ‸", "A(type:")]
    [InlineData("A(b: \"\\u{6B}\", \"k‸\")", "A( {b} · in \"k\"")]
    [InlineData("A(\"😀\", b: \"é\", ‸", "A( {b}")]
    [InlineData("Some(‸", "Some(")]
    [InlineData("A(b: Some(C(‸", "A(b: > Some( > C(")]
    public void A_place_is_known_by_what_stands_before_it(string text, string expected)
    {
        var marked = Marked.Parse(text);

        Assert.Equal(expected, Describe(CaretScanner.Find(SyntaxTree.Parse(marked.Text), marked.Offset), marked.Text));
    }

    [Fact]
    public void Every_place_of_any_text_is_found()
        => Gen.String[Gen.Char["()[]{},:\"'\\/*#r ab1\n\r😀"], 0, 40].Sample(text =>
        {
            var tree = SyntaxTree.Parse(text);
            return Enumerable.Range(0, text.Length + 1).All(offset => CaretScanner.Find(tree, offset) is { } caret
                && caret.Frames.All(frame => frame.Start < offset && "([{".Contains(frame.Opener, StringComparison.Ordinal))
                && (caret.Token is not { } token || token.Touches(offset)));
        });

    private static string Describe(Caret caret, string text)
    {
        var frames = caret.Frames.Select(frame => frame.Opener == '['
            ? $"[{frame.Position}"
            : $"{frame.Name}{frame.Opener}{frame.Label}{(frame.Label is null ? "" : ":")}");
        var labels = caret.Frame is { Labels.Count: > 0 } inner && (caret.IsAtLabel || caret.IsValueDone)
            ? $" {{{string.Join(' ', inner.Labels.Order(StringComparer.Ordinal))}}}"
            : "";
        var token = caret.Token is { } span ? $" · in {text.Substring(span.Start, span.Length)}" : "";
        return (caret.Frames.Count == 0 ? "(top)" : string.Join(" > ", frames)) + labels + token
            + (caret.Next == TokenKind.Colon ? " · :" : "") + (caret.IsValueDone ? " · done" : "");
    }
}
