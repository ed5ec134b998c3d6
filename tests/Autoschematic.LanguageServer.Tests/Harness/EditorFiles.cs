using System.Text.Json.Nodes;
using Autoschematic.Testing;

namespace Autoschematic.LanguageServer.Tests.Harness;

/// <summary>Makes edits as an editor does, by an own reading of lines and UTF-16 columns, and lists what came of it.</summary>
public static class EditorFiles
{
    /// <summary>A text with edits, each of which counts in the text before all of them.</summary>
    public static string Apply(string text, JsonArray edits)
    {
        var places = edits
            .Select(edit => (Start: OffsetOf(text, edit!["range"]!["start"]!), End: OffsetOf(text, edit["range"]!["end"]!), New: (string)edit["newText"]!))
            .OrderByDescending(edit => edit.Start)
            .ThenByDescending(edit => edit.End)
            .ToList();
        for (var index = 1; index < places.Count; index++)
        {
            Assert.True(places[index].End <= places[index - 1].Start, "edits must not overlap");
        }

        return places.Aggregate(text, (rest, edit) => rest[..edit.Start] + edit.New + rest[edit.End..]);
    }

    /// <summary>Makes an edit of the workspace in the files, change by change.</summary>
    /// <param name="open">Texts on the screen, which are saved with the edit.</param>
    public static void Apply(TestWorkspace workspace, JsonNode edit, IReadOnlyDictionary<string, string>? open = null)
    {
        foreach (var change in edit["documentChanges"]!.AsArray())
        {
            if ((string?)change!["kind"] == "rename")
            {
                var (from, to) = (PathOf(change["oldUri"]), PathOf(change["newUri"]));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Move(from, to, overwrite: false);
            }
            else
            {
                var file = PathOf(change["textDocument"]!["uri"]);
                var relative = Path.GetRelativePath(workspace.Root, file);
                var text = open?.GetValueOrDefault(relative) ?? File.ReadAllText(file);
                File.WriteAllText(file, Apply(text, change["edits"]!.AsArray()));
            }
        }
    }

    /// <summary>Every file but those of git and the configuration, with its content; carriage returns can be seen.</summary>
    public static string Listing(TestWorkspace workspace)
        => string.Join('\n', Directory.EnumerateFiles(workspace.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(workspace.Root, file))
            .Where(file => !file.StartsWith(".git/", StringComparison.Ordinal) && file != "autoschematic.ron")
            .Order(StringComparer.Ordinal)
            .Select(file => $"== {file}\n{workspace.Read(file).TrimEnd('\n').Replace('\r', '␍')}"));

    private static string PathOf(JsonNode? uri)
    {
        var path = Uri.UnescapeDataString(new Uri((string)uri!).AbsolutePath);
        Assert.True(Path.IsPathFullyQualified(path));
        return path;
    }

    private static int OffsetOf(string text, JsonNode position)
    {
        var (line, character) = ((int)position["line"]!, (int)position["character"]!);
        var start = 0;
        for (var index = 0; index < line; index++)
        {
            start = text.IndexOf('\n', start) + 1;
            Assert.NotEqual(0, start);
        }

        var end = text.IndexOf('\n', start) is var feed and >= 0 ? feed : text.Length;
        end -= end > start && text[end - 1] == '\r' && end < text.Length ? 1 : 0;
        var offset = start + character;
        Assert.True(offset <= end, "a position must be in its line");
        Assert.False(offset > 0 && offset < text.Length && char.IsSurrogatePair(text[offset - 1], text[offset]), "a position must not split a character");
        return offset;
    }
}
