using System.Text.Json;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Tests.Corpus;

public sealed class ValueCorpusTests
{
    [Fact]
    public void Every_document_has_the_verdict_of_the_reference()
    {
        var failures = new List<string>();
        foreach (var row in CorpusFiles.Load("ron-values"))
        {
            var standard = row.GetProperty("default");
            Check(row, "default", standard, RonExtensions.None, failures);
            Check(row, "extended", row.TryGetProperty("extended", out var extended) ? extended : standard, RonExtensions.Untyped, failures);
        }

        Assert.True(failures.Count == 0, $"{failures.Count} documents differ:\n{string.Join('\n', failures.Take(50))}");
    }

    private static void Check(JsonElement row, string mode, JsonElement verdict, RonExtensions extensions, List<string> failures)
    {
        var diagnostics = new DiagnosticBag();
        var text = Utf8Source.Read(CorpusFiles.SourceOf(row), null, diagnostics);
        var value = text is null ? null : SyntaxTree.Parse(text).ToValue(diagnostics, extensions);
        var actual = value is null ? Describe(diagnostics) : ValueTree.Print(value);
        var accepted = new List<JsonElement> { verdict };
        if (row.TryGetProperty("newer", out var newer))
        {
            accepted.Add(newer);
        }

        if (!accepted.Exists(candidate => Matches(candidate, value, diagnostics)))
        {
            failures.Add($"{row.GetProperty("id").GetString()} ({mode}): {JsonSerializer.Serialize(text?.Text)}\n  expected {verdict.GetRawText()}\n  actual   {actual}");
        }
    }

    private static bool Matches(JsonElement verdict, RonValue? value, DiagnosticBag diagnostics)
    {
        if (verdict.TryGetProperty("value", out var tree))
        {
            return value is not null && JsonElement.DeepEquals(CorpusFiles.Parse(ValueTree.Print(value)), ValueTree.WithoutDecimals(tree));
        }

        var error = verdict.GetProperty("error");
        return error.GetProperty("kind").GetString() == "ExceededRecursionLimit" && value is not null
            || value is null && CorpusFiles.LineOf(error, "end") == diagnostics.First().Location!.End!.Value.Line;
    }

    private static string Describe(DiagnosticBag diagnostics)
        => string.Join("; ", diagnostics.Select(found => $"{found.Location!.Start}-{found.Location.End} {found.Code} {found.Message}"));
}
