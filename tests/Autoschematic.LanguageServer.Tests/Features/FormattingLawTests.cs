using System.Text.Json;
using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Features.Formatting;
using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Fuzz;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using CsCheck;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class FormattingLawTests
{
    private static readonly string Corpus = Path.Join(AppContext.BaseDirectory, "corpus", "ron");

    [Fact]
    public void Every_document_of_the_corpus_is_formatted_as_the_command_does_and_keeps_its_strings_and_comments()
    {
        var sources = Directory.EnumerateFiles(Corpus, "*.ron", SearchOption.AllDirectories).Select(File.ReadAllText)
            .Concat(Directory.EnumerateFiles(Corpus, "*.jsonl").SelectMany(File.ReadLines).Select(SourceOf).OfType<string>())
            .ToList();
        Assert.True(sources.Count > 700);

        // Also as other editors write them: in strings these are other texts, which must stay as they are too.
        var formatted = sources.SelectMany(source => new[] { source, source.Replace("\n", "\r\n", StringComparison.Ordinal), source.Replace("    ", "\t", StringComparison.Ordinal) })
            .Count(CheckAndTell);

        Assert.True(formatted > 1000, $"{formatted} documents are valid");
    }

    [Fact]
    public void Any_document_of_the_grammar_is_formatted_as_the_command_does_and_keeps_its_strings_and_comments()
        => Gen.Int.Sample(seed => Check(RonGrammar.Document(new Random(seed))), iter: 3000);

    private static bool CheckAndTell(string source)
    {
        Check(source);
        return SyntaxTree.Parse(source).Diagnostics.Count == 0;
    }

    private static void Check(string source)
    {
        var tree = SyntaxTree.Parse(source);
        var edits = FormatEdits.Of(tree);
        var result = EditorFiles.Apply(source, new JsonArray([.. edits.Select(edit => JsonSerializer.SerializeToNode(edit.In(tree.Text), JsonSerializerOptions.Web))]));

        Assert.Equal(RonFormatter.Format(new SourceText(source), []) ?? source, result);
        Assert.Equal(Literals(tree), Literals(SyntaxTree.Parse(result)));
        Assert.Equal(Comments(tree), Comments(SyntaxTree.Parse(result)));
        foreach (var literal in tree.StringLiterals())
        {
            Assert.DoesNotContain(edits, edit => edit.Span.Start < literal.Span.End && edit.Span.End > literal.Span.Start);
        }
    }

    private static IEnumerable<string> Literals(SyntaxTree tree) => tree.StringLiterals().Select(literal => literal.Value);

    private static IEnumerable<string> Comments(SyntaxTree tree)
        => tree.Tokens()
            .Where(token => token.Kind is TokenKind.LineComment or TokenKind.BlockComment)
            .Select(token => tree.Text.ToString(token.Span).TrimEnd());

    private static string? SourceOf(string row)
        => JsonDocument.Parse(row, new JsonDocumentOptions { MaxDepth = 4096 }).RootElement.TryGetProperty("source", out var source) ? source.GetString() : null;
}
