using System.Text.Json;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;

namespace Autoschematic.Ron.Tests.Corpus;

public sealed class ConfigCorpusTests
{
    [Fact]
    public void Every_configuration_has_the_verdict_of_the_reference()
    {
        var failures = new List<string>();
        foreach (var row in CorpusFiles.Load("ron-config"))
        {
            var verdict = row.GetProperty("config");
            var diagnostics = new DiagnosticBag();
            var text = Utf8Source.Read(CorpusFiles.SourceOf(row), null, diagnostics);
            var config = text is null ? null : RonSerializer.Deserialize<ConfigDocument>(text, diagnostics);
            var problem = verdict.TryGetProperty("printed", out var printed)
                ? ComparePrinted(printed.GetString()!, config)
                : CompareError(verdict.GetProperty("error"), config, diagnostics);
            if (problem is not null)
            {
                failures.Add($"{row.GetProperty("id").GetString()}: {text?.Text}\n  expected {verdict.GetRawText()}\n  {problem} {Describe(diagnostics)}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} documents differ:\n{string.Join('\n', failures.Take(40))}");
    }

    private static string? ComparePrinted(string expected, ConfigDocument? config)
    {
        var actual = config is null ? null : RonSerializer.Serialize(Sorted(config));
        return actual == expected ? null : $"actual {JsonSerializer.Serialize(actual)}";
    }

    private static string? CompareError(JsonElement error, ConfigDocument? config, DiagnosticBag diagnostics)
        => config is null && CorpusFiles.LineOf(error, "end") == diagnostics.First().Location!.End!.Value.Line ? null : "actual";

    // The reference keeps maps sorted by key, ours keep the order of the file.
    private static ConfigDocument Sorted(ConfigDocument config) => new(Sorted(config.Prefixes, prefix => prefix with
    {
        Env = Sorted(prefix.Env, value => value),
        Connectors = [.. prefix.Connectors.Select(connector => connector with { Env = Sorted(connector.Env, value => value) })],
    }));

    private static Dictionary<string, T> Sorted<T>(IReadOnlyDictionary<string, T> map, Func<T, T> sort)
        => map.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToDictionary(entry => entry.Key, entry => sort(entry.Value));

    private static string Describe(DiagnosticBag diagnostics)
        => string.Join("; ", diagnostics.Select(found => $"{found.Location!.Start}-{found.Location.End} {found.Code} {found.Message}"));
}
