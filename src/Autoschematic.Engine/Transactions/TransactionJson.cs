using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Transactions;

/// <summary>The manifest of a record: the checksum of all that follows, a line end, then JSON.</summary>
internal static class TransactionJson
{
    private const int Form = 1;
    private const int ChecksumLength = 64;

    public static byte[] Write(TransactionRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("form", Form);
            json.WriteString("command", record.Command);
            json.WriteString("recovery", record.Recovery == RecoveryDirection.Back ? "back" : "forward");
            json.WriteString("worktree", record.Worktree);
            json.WriteString("root", record.Root);
            json.WriteBoolean("stage", record.Stage);
            json.WriteString("user", record.User);
            json.WriteString("host", record.Host);
            json.WriteString("at", record.At);
            json.WriteStartArray("files");
            foreach (var file in record.Files)
            {
                WriteFile(json, file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var text = buffer.WrittenSpan;
        return [.. Encoding.ASCII.GetBytes(HashOf(text)), (byte)'\n', .. text];
    }

    /// <summary>Null when it is damaged or of a form that is not known.</summary>
    public static TransactionRecord? Read(string id, ReadOnlyMemory<byte> manifest)
    {
        if (manifest.Length <= ChecksumLength
            || Encoding.ASCII.GetString(manifest.Span[..ChecksumLength]) != HashOf(manifest.Span[(ChecksumLength + 1)..]))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(manifest[(ChecksumLength + 1)..]);
            var root = document.RootElement;
            return root.GetProperty("form").GetInt32() != Form
                ? null
                : new(
                    id,
                    root.GetProperty("command").GetString()!,
                    root.GetProperty("recovery").GetString() == "back" ? RecoveryDirection.Back : RecoveryDirection.Forward,
                    root.GetProperty("worktree").GetString()!,
                    root.GetProperty("root").GetString()!,
                    root.GetProperty("stage").GetBoolean(),
                    root.GetProperty("user").GetString()!,
                    root.GetProperty("host").GetString()!,
                    root.GetProperty("at").GetDateTimeOffset(),
                    [.. root.GetProperty("files").EnumerateArray().Select(ReadFile)]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void WriteFile(Utf8JsonWriter json, RecordedFile file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path.Text);
        WriteContent(json, "old", file.Old);
        WriteContent(json, "new", file.New);
        WriteEntry(json, "oldEntry", file.OldEntry);
        json.WriteString("index", file.Index switch
        {
            IndexChange.Staged => "staged",
            IndexChange.Kept => "kept",
            IndexChange.Set => "set",
            _ => throw new System.Diagnostics.UnreachableException(file.Index.GetType().Name),
        });
        WriteEntry(json, "newEntry", (file.Index as IndexChange.Set)?.Entry);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, string name, RecordedContent? content)
    {
        if (content is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("offset", content.Offset);
        json.WriteNumber("length", content.Length);
        json.WriteString("sha256", content.Hash);
        if (content.Mode is { } mode)
        {
            json.WriteNumber("mode", (int)mode);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, GitEntry? entry)
        => json.WriteString(name, entry is null ? null : $"{GitModes.TextOf(entry.Mode)} {entry.Blob}");

    private static RecordedFile ReadFile(JsonElement element)
    {
        var path = RepoPath.Parse(element.GetProperty("path").GetString()!);
        return new(
            path,
            ReadContent(element.GetProperty("old")),
            ReadContent(element.GetProperty("new")),
            ReadEntry(path, element.GetProperty("oldEntry")),
            element.GetProperty("index").GetString() switch
            {
                "kept" => new IndexChange.Kept(),
                "set" => new IndexChange.Set(ReadEntry(path, element.GetProperty("newEntry"))),
                _ => new IndexChange.Staged(),
            });
    }

    private static RecordedContent? ReadContent(JsonElement element)
        => element.ValueKind == JsonValueKind.Null
            ? null
            : new(
                element.GetProperty("offset").GetInt64(),
                element.GetProperty("length").GetInt32(),
                element.GetProperty("sha256").GetString()!,
                element.TryGetProperty("mode", out var mode) ? (UnixFileMode)mode.GetInt32() : null);

    private static GitEntry? ReadEntry(RepoPath path, JsonElement element)
        => element.GetString()?.Split(' ') is [var mode, var blob] ? new(path, GitModes.Parse(mode), blob) : null;
}
