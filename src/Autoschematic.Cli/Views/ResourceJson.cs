using System.Text.Json;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;

namespace Autoschematic.Cli.Views;

/// <summary>Parts that many JSON documents share.</summary>
internal static class ResourceJson
{
    public static void WriteKey(Utf8JsonWriter json, ResourceKey resource)
    {
        json.WriteString("prefix", resource.Prefix.Name);
        json.WriteString("address", resource.Address.Text);
        json.WriteString("file", resource.File.Text);
    }

    public static void WriteKey(Utf8JsonWriter json, string name, ResourceKey? resource)
    {
        if (resource is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        WriteKey(json, resource);
        json.WriteEndObject();
    }

    public static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public static void WritePaths(Utf8JsonWriter json, string name, IEnumerable<RepoPath> paths)
        => WriteStrings(json, name, paths.Select(path => path.Text));

    public static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> writeProperties)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            writeProperties(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteFields(Utf8JsonWriter json, string name, IEnumerable<FieldChange> changes)
        => WriteArray(json, name, changes, change =>
        {
            json.WriteString("path", change.Path);
            json.WriteString("old", change.Old);
            json.WriteString("new", change.New);
        });

    /// <summary>Writes `diff`, which is null when there is nothing to show.</summary>
    public static void WriteDiff(Utf8JsonWriter json, BodyDiff? diff)
    {
        if (diff is null)
        {
            json.WriteNull("diff");
            return;
        }

        json.WriteStartObject("diff");
        switch (diff)
        {
            case BodyDiff.Fields fields:
                WriteFields(json, "fields", fields.Changes);
                break;
            case BodyDiff.Lines lines:
                WriteArray(json, "hunks", lines.Hunks, hunk =>
                {
                    json.WriteNumber("oldStart", hunk.OldStart);
                    json.WriteNumber("newStart", hunk.NewStart);
                    WriteArray(json, "lines", hunk.Lines, line =>
                    {
                        json.WriteString("kind", Word(line.Kind));
                        json.WriteString("text", line.Text);
                    });
                });
                break;
            case BodyDiff.Binary binary:
                json.WriteNumber("oldSize", binary.OldSize);
                json.WriteNumber("newSize", binary.NewSize);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(diff.GetType().Name);
        }

        json.WriteEndObject();
    }

    public static string Word(OpKind kind) => kind.ToString().ToLowerInvariant();

    private static string Word(LineChangeKind kind) => kind.ToString().ToLowerInvariant();
}
