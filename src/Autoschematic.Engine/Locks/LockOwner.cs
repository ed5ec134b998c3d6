using System.Buffers;
using System.Text.Json;

namespace Autoschematic.Engine.Locks;

/// <summary>Who holds a lock, as its file says.</summary>
public sealed record LockOwner(int ProcessId, string Host, string User, DateTimeOffset Since, string Command)
{
    internal byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("pid", ProcessId);
            writer.WriteString("host", Host);
            writer.WriteString("user", User);
            writer.WriteString("since", Since);
            writer.WriteString("command", Command);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null when the file is torn or somebody else's.</summary>
    internal static LockOwner? FromJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new(
                root.GetProperty("pid").GetInt32(),
                root.GetProperty("host").GetString() ?? "",
                root.GetProperty("user").GetString() ?? "",
                root.GetProperty("since").GetDateTimeOffset(),
                root.GetProperty("command").GetString() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
