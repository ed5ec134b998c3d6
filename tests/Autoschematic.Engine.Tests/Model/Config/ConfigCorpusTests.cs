using System.Text.Json;
using Autoschematic.Engine.Tests.Architecture;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Config;

public sealed class ConfigCorpusTests
{
    [Fact]
    public void The_loader_agrees_with_the_reference_about_the_shape_of_every_document()
    {
        var disagreements = new List<string>();
        foreach (var line in File.ReadLines(Path.Join(SourceTree.Root, "tests/corpus/ron/ron-config.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var accepted = row.RootElement.GetProperty("config").TryGetProperty("printed", out _);
            if (!row.RootElement.TryGetProperty("source", out var source))
            {
                continue;
            }

            var diagnostics = new DiagnosticBag();
            var config = ConfigLoader.Load(new SourceText(source.GetString()!), diagnostics);

            // Rules about names and values are ours and come on top of the shape.
            var shapeErrors = diagnostics.Where(diagnostic => diagnostic.Code.StartsWith("RON", StringComparison.Ordinal)).ToList();
            if (accepted != (shapeErrors.Count == 0) || (config is null) != diagnostics.HasErrors)
            {
                disagreements.Add($"{row.RootElement.GetProperty("id")}: {string.Join(" | ", diagnostics)}");
            }
        }

        Assert.Empty(disagreements);
    }
}
