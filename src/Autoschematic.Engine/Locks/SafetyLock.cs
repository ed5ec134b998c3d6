using System.Buffers;
using System.Text.Json;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Locks;

/// <summary>The file that stops everything which modifies infrastructure while it is present.</summary>
public sealed class SafetyLock(RepositoryFiles files)
{
    /// <summary>Where the file is.</summary>
    public static RepoPath File { get; } = RepoPath.Parse(".autoschematic.safety.lock");

    /// <summary>Who locked and why, or null when the repository is not locked.</summary>
    public SafetyState? Read() => files.Read(File) switch
    {
        FileRead.Missing => null,
        FileRead.Found found => Parse(found.Bytes),

        // A link or an unreadable file is present all the same.
        _ => new(null, null, null, null),
    };

    /// <summary>True when the repository is not locked, else false with a diagnostic that names owner and reason.</summary>
    public bool Check(DiagnosticBag diagnostics)
    {
        if (Read() is not { } state)
        {
            return true;
        }

        diagnostics.Add(LockDiagnostics.Safety(state));
        return false;
    }

    /// <summary>Locks; false with a diagnostic when it is locked already or the file cannot be written.</summary>
    public bool Lock(string? reason, HostEnvironment host, TimeProvider clock, DiagnosticBag diagnostics)
    {
        if (Read() is { } state)
        {
            diagnostics.Add(LockDiagnostics.AlreadyLocked(state));
            return false;
        }

        return files.WriteAtomic(File, Print(new(host.UserName, host.MachineName, clock.GetUtcNow(), reason)), diagnostics);
    }

    /// <summary>Unlocks; true also when it was not locked.</summary>
    public bool Unlock(DiagnosticBag diagnostics) => files.Delete(File, diagnostics);

    private static SafetyState Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new(Text(root, "owner"), Text(root, "host"), Time(root, "since"), Text(root, "reason"))
                : new(null, null, null, null);
        }
        catch (JsonException)
        {
            // Made by hand or by another tool: it counts, it just does not say who.
            return new(null, null, null, null);
        }
    }

    private static string? Text(JsonElement root, string name)
        => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement root, string name)
        => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.TryGetDateTimeOffset(out var time) ? time : null;

    private static byte[] Print(SafetyState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("owner", state.Owner);
            writer.WriteString("host", state.Host);
            writer.WriteString("since", state.Since!.Value);
            writer.WriteString("reason", state.Reason);
            writer.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
