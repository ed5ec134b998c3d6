using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>Keeps the progress of one task in the common git folder, readable by its user alone.</summary>
internal sealed class TaskFile(GitRepository git, ResourceKey task)
{
    private const int Form = 1;

    // A hash of the path: paths may be longer than one file name can be. Linked working trees run their own tasks.
    private readonly string path = Path.Join(
        git.StateDirectory, "tasks", HashOf(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(git.CommonDirectory, git.GitDirectory)}\n{task.File}")));

    public static string HashOf(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    /// <summary>Null when the task is not in the middle of anything, or with an error when that cannot be told.</summary>
    public TaskProgress? Read(DiagnosticBag diagnostics)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            diagnostics.Add(TaskDiagnostics.Unreadable(task, path, exception.Message));
            return null;
        }
    }

    /// <summary>False with an error when it is not durable.</summary>
    public bool Write(TaskProgress progress, DiagnosticBag diagnostics)
    {
        try
        {
            PrivateFiles.MakeFolder(git.StateDirectory);
            PrivateFiles.MakeFolder(Path.GetDirectoryName(path)!);
            PrivateFiles.WriteAtomic(path, ToJson(progress));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(TaskDiagnostics.NotKept(task, path, exception.Message));
            return false;
        }
    }

    /// <summary>The task is through, or given up.</summary>
    public bool Remove(DiagnosticBag diagnostics)
    {
        try
        {
            if (File.Exists(path))
            {
                File.Delete(path);
                PrivateFiles.SyncFolder(Path.GetDirectoryName(path)!);
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(TaskDiagnostics.NotKept(task, path, exception.Message));
            return false;
        }
    }

    private byte[] ToJson(TaskProgress progress)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("form", Form);
            json.WriteString("task", task.File.Text);
            json.WriteString("at", progress.At);
            json.WriteString("bodyHash", progress.BodyHash);
            WriteBytes(json, "argument", progress.Argument);
            json.WriteNumber("steps", progress.Steps);
            WriteBytes(json, "state", progress.State);
            json.WriteBoolean("calling", progress.IsCalling);
            json.WriteBoolean("over", progress.IsOver);
            if (progress.DelayUntil is { } until)
            {
                json.WriteString("delayUntil", until);
            }

            json.WriteStartArray("changed");
            foreach (var file in progress.Changed)
            {
                json.WriteStringValue(file.Text);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static TaskProgress Read(JsonElement root)
        => root.GetProperty("form").GetInt32() != Form
            ? throw new FormatException("it is of another version")
            : new(
                root.GetProperty("bodyHash").GetString()!,
                ReadBytes(root.GetProperty("argument")),
                root.GetProperty("steps").GetInt32(),
                ReadBytes(root.GetProperty("state")),
                root.GetProperty("calling").GetBoolean(),
                root.GetProperty("over").GetBoolean(),
                root.TryGetProperty("delayUntil", out var until) ? until.GetDateTimeOffset() : null,
                root.GetProperty("at").GetDateTimeOffset(),
                [.. root.GetProperty("changed").EnumerateArray().Select(file => RepoPath.Parse(file.GetString()!))]);

    private static void WriteBytes(Utf8JsonWriter json, string name, ReadOnlyMemory<byte>? bytes)
    {
        if (bytes is { } some)
        {
            json.WriteBase64String(name, some.Span);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static ReadOnlyMemory<byte>? ReadBytes(JsonElement element)
        => element.ValueKind == JsonValueKind.Null ? default(ReadOnlyMemory<byte>?) : element.GetBytesFromBase64();
}
