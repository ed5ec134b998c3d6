using System.Globalization;
using System.Text.RegularExpressions;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Tests.Corpus;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;
using CsCheck;
using PolyType;

namespace Autoschematic.Ron.Tests.Binding;

public sealed class PlainReadingTests
{
    private const string Document =
        """
        // A document with everything in it.
        Everything(
            name: "näme \"\u{e9}\" \n", flag: true, small: -128, byte: 0xFF, number: 1_000, large: 18446744073709551615u64,
            single: 1.5, real: -2e3, level: High, shape: Circle(radius: 2, mark: 'x'),
            inners: [Inner(flag: false, children: []), Inner(flag: true, children: [Inner(flag: true, children: [])],),],
            texts: ["a", r#"b"c"#, "", "a"], /* why not */ map: {"k": 1, "l": +2, "k": 3},
            pairs: {Low: "x", High: "y", Low: "z"}, point: (1, 2.0), user: 7, place: "here",
            count: Some(3), note: "implicit", inner: Some(flag: true, children: []), numbers: None,
        )
        """;

    private const string Other =
        """
        #![enable(implicit_some)]
        Everything(large: 1, name: "n", flag: false, small: 1, byte: 0, number: -5, single: 3, real: 4, level: R, shape: Empty,
        inners: [], texts: [], map: {}, pairs: {}, point: (0, 0), user: 1, place: "p", note: None, numbers: [1, 2, 1], late: 6)
        """;

    private static readonly string[] Documents =
    [
        Document,
        Other,
        Other.Replace("shape: Empty", "shape: Line(1, 2)", StringComparison.Ordinal),
        Other.Replace("shape: Empty", "shape: Boxed(flag: true, children: [])", StringComparison.Ordinal),
        Document.Replace("user: 7", "user: UserId(7)", StringComparison.Ordinal).Replace("Some(flag: true, children: [])", "Some(Inner(flag: true, children: []))", StringComparison.Ordinal),
    ];

    // What may turn one valid token into something else, or stand where nothing is expected.
    private static readonly string[] Pieces =
    [
        "", " ", "\n", ",", ":", "(", ")", "[", "]", "{", "}", "\"", "\\", "'", "#", "r#", "r\"", "b", "b'a'", ".", "-", "+", "_", "0", "1", "9",
        "99999999999999999999", "0x", "e5", "f32", "f64", "u8", "i64", "1.", ".5", "inf", "-inf", "NaN", "true", "None", "Some", "Some(", "Some(Some(1))", "()", "( )",
        "/", "//", "/*", "*/", "// c\n", "/* c */", "é", "\u0085", "\u00A0", "\t", "\r\n", "\v", "\0", "\uFEFF", "name: ", "name", "flag: true,", "x: 1,", "Inner", "Low", "High", "Empty",
        "Line(1, 2)", "Everything", "#![enable(unwrap_newtypes)]", "#![enable(explicit_struct_names,)]", "[[[[[[[[", "\\n", "\\u{110000}", "\\x41", "\uD800",
    ];

    [Fact]
    public void A_document_reads_the_same_with_and_without_a_tree_whatever_is_done_to_it()
        => Gen.Select(Gen.Int[0, Documents.Length - 1], Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 6], Gen.Int[0, Pieces.Length - 1]).List[0, 3], Gen.Int[0, 15], Gen.Int[0, 6])
            .Sample((index, changes, extensions, depth) =>
            {
                var document = Documents[index];
                foreach (var (place, length, piece) in changes)
                {
                    var start = place % (document.Length + 1);
                    document = document[..start] + Pieces[piece] + document[Math.Min(document.Length, start + length)..];
                }

                // Most runs are with what documents are usually read with.
                var options = new RonSerializerOptions
                {
                    Extensions = extensions < 8 ? RonExtensions.Typed : (RonExtensions)extensions,
                    MaximumDepth = depth < 4 ? 128 : depth,
                };
                Assert.Equal(WithTree<Everything>(document, options), Either<Everything>(document, options));
            });

    [Fact]
    public void What_is_read_without_a_tree_is_the_same_with_one_whatever_token_goes_comes_or_changes()
    {
        var options = new RonSerializerOptions();
        var converter = options.ConverterOf(ShapeOf<Everything>());
        var documents = Documents[..4].Select(document => TokensOf(document.Replace("mark: 'x'", "", StringComparison.Ordinal))).ToList();
        var tokens = documents.SelectMany(document => document).Where(token => !string.IsNullOrWhiteSpace(token)).Concat(["", ";", "-"]).Distinct().ToList();
        var read = 0;
        foreach (var (document, place, token, taken) in
            from document in documents
            from place in Enumerable.Range(0, document.Count)
            from token in tokens
            from taken in new[] { 0, 1 }
            select (document, place, token, taken))
        {
            var source = string.Concat([.. document.Take(place), token, " ", .. document.Skip(place + taken)]);
            if (PlainDocument.TryRead(new SourceText(source), converter, options, out var value))
            {
                read++;
                var tree = WithTree<Everything>(source, options);
                if (tree != Describe(value, []))
                {
                    Assert.Fail($"{source}\n\n{tree}");
                }
            }
        }

        // Most changes break a document, many do not, and none meets a type that needs a tree.
        Assert.False(converter.NeedsTree);
        Assert.InRange(read, 1000, 100_000);
    }

    [Theory]
    [InlineData("{\"a\": 1,, \"b\": 2}")]
    [InlineData("{5 \"a\": 1}")]
    [InlineData("{foo \"a\": 1}")]
    [InlineData("{: \"a\": 1}")]
    public void A_map_with_something_before_a_key_is_an_error(string map)
    {
        var document = Other.Replace("map: {}", $"map: {map}", StringComparison.Ordinal);
        Assert.False(IsPlain<Everything>(document));

        var bag = new DiagnosticBag();
        Assert.Null(RonSerializer.Deserialize<Everything>(new SourceText(document), bag, RonSerializerOptions.Default));
        Assert.All(bag, problem => Assert.StartsWith("RON", problem.Code, StringComparison.Ordinal));
    }

    [Fact]
    public void Configurations_read_the_same_with_and_without_a_tree()
    {
        var valid = 0;
        foreach (var row in CorpusFiles.Load("ron-config"))
        {
            if (Utf8Source.Read(CorpusFiles.SourceOf(row), null, []) is { } text)
            {
                Assert.Equal(WithTree<ConfigDocument>(text.Text, RonSerializerOptions.Default), Either<ConfigDocument>(text.Text, RonSerializerOptions.Default));
                var isValid = RonSerializer.Deserialize<ConfigDocument>(text, []) is not null;
                valid += isValid ? 1 : 0;

                // Raw identifiers are the one thing in these documents that is left to the tree.
                Assert.Equal(isValid && !Regex.IsMatch(text.Text, @"r#\w"), IsPlain<ConfigDocument>(text.Text));
            }
        }

        Assert.Equal(24, valid);
    }

    [Fact]
    public void Documents_without_errors_need_no_tree()
        => Assert.All(Documents[..4], document => Assert.True(IsPlain<Everything>(document.Replace("mark: 'x'", "", StringComparison.Ordinal)), document));

    [Fact]
    public void A_type_that_needs_a_tree_is_remembered()
    {
        var options = new RonSerializerOptions();
        const string Source = "Sample(title: \"t\", pairs: {}, shape: Empty, point: (1, 2), user: 7, data: b\"x\")";
        Assert.NotNull(RonSerializer.Deserialize<Sample>(new SourceText(Source), [], options));
        Assert.True(options.ConverterOf(ShapeOf<Sample>()).NeedsTree);
    }

    /// <summary>Every token of a document, white space and comments too.</summary>
    private static List<string> TokensOf(string document)
    {
        var tokens = new List<string>();
        for (var start = 0; start < document.Length; start += tokens[^1].Length)
        {
            var lexer = new Lexer(document, RonDialect.Ron, start);
            lexer.Next();
            tokens.Add(document[start..lexer.End]);
        }

        return tokens;
    }

    private static bool IsPlain<T>(string source)
        where T : IShapeable<T>
    {
        var options = new RonSerializerOptions();
        return PlainDocument.TryRead(new SourceText(source), options.ConverterOf(ShapeOf<T>()), options, out _);
    }

    private static string Either<T>(string source, RonSerializerOptions options)
        where T : IShapeable<T>
    {
        var bag = new DiagnosticBag();
        return Describe(RonSerializer.Deserialize<T>(new SourceText(source), bag, options), bag);
    }

    private static string WithTree<T>(string source, RonSerializerOptions options)
        where T : IShapeable<T>
    {
        var bag = new DiagnosticBag();
        var tree = SyntaxTree.Parse(source, RonParseOptions.Ron with { MaximumDepth = options.MaximumDepth });
        return Describe(RonSerializer.Deserialize(tree, ShapeOf<T>(), bag, options), bag);
    }

    private static string Describe<T>(T? value, DiagnosticBag bag)
        where T : IShapeable<T>
    {
        var found = string.Concat(bag.Select(item => $"{item}\n"));
        var place = value is Everything { Place.Location.Span: { } span } ? span.ToString() : "";
        return value is null ? found : string.Create(CultureInfo.InvariantCulture, $"{RonSerializer.Serialize(value)}\n{place}\n{found}");
    }

    private static ITypeShape<T> ShapeOf<T>()
        where T : IShapeable<T>
        => T.GetTypeShape();
}
