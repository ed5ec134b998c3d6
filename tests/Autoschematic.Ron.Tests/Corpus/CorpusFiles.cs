using System.Text;
using System.Text.Json;

namespace Autoschematic.Ron.Tests.Corpus;

/// <summary>The documents with the reference implementation's verdicts: our copy, and more of them on request.</summary>
internal static class CorpusFiles
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "corpus", "ron");

    public static IReadOnlyList<JsonElement> Load(string prefix)
    {
        var files = Find(Folder, prefix);
        Assert.NotEmpty(files);
        if (Environment.GetEnvironmentVariable("AUTOSCHEMATIC_EXTRA_CORPUS") is { Length: > 0 } extra)
        {
            Assert.True(Directory.Exists(extra), $"AUTOSCHEMATIC_EXTRA_CORPUS names the folder `{extra}`, which does not exist");
            Assert.True(Find(extra, "").Count > 0, $"AUTOSCHEMATIC_EXTRA_CORPUS names the folder `{extra}`, which has no `.jsonl` files");
            files = [.. files, .. Find(extra, prefix)];
        }

        return [.. from file in files from line in File.ReadLines(file) where line.Length > 0 select Parse(line)];
    }

    public static JsonElement Parse(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4096 }).RootElement;

    public static byte[] SourceOf(JsonElement row)
        => row.TryGetProperty("source", out var source)
            ? Encoding.UTF8.GetBytes(source.GetString()!)
            : row.GetProperty("source_base64").GetBytesFromBase64();

    public static int LineOf(JsonElement error, string side)
        => int.Parse(error.GetProperty(side).GetString()!.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static List<string> Find(string folder, string prefix)
        => [.. Directory.EnumerateFiles(folder, prefix + "*.jsonl").Order(StringComparer.Ordinal)];
}
