using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Redaction;

namespace Autoschematic.Engine.Journal;

/// <summary>Writes entries as JSON; texts that hold a secret are sealed with the run's key.</summary>
internal sealed class JournalWriter(RunKey key, Redactor redactor)
{
    /// <summary>The format that is written, and the newest that is read.</summary>
    public const int Format = 1;

    // The entry that begins a run holds the whole plan.
    private const int MostKept = 64 * 1024;

    // Many entries are written while ops are under way, several at once.
    private readonly ConcurrentBag<(Utf8JsonWriter Json, ArrayBufferWriter<byte> Buffer)> idle = [];

    public byte[] Write(JournalEntry entry)
    {
        var pair = idle.TryTake(out var left) ? left : Begin();
        var (json, buffer) = pair;
        json.WriteStartObject();
        Write(json, entry);
        json.WriteEndObject();
        json.Flush();
        var written = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        json.Reset();
        if (buffer.Capacity <= MostKept)
        {
            idle.Add(pair);
        }

        return written;
    }

    private static (Utf8JsonWriter Json, ArrayBufferWriter<byte> Buffer) Begin()
    {
        var buffer = new ArrayBufferWriter<byte>();
        return (new(buffer), buffer);
    }

    private void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        switch (entry)
        {
            case JournalEntry.RunStarted started:
                json.WriteString("type", "run-started");
                WriteStart(json, started);
                break;
            case JournalEntry.RunResumed resumed:
                json.WriteString("type", "run-resumed");
                WriteWho(json, resumed.At, resumed.User, resumed.Host);
                break;
            case JournalEntry.OpStarted started:
                json.WriteString("type", "op-started");
                WriteOp(json, started);
                break;
            case JournalEntry.OpFinished finished:
                WriteSubject(json, "op-finished", finished.Resource, finished.Index);
                WriteResult(json, finished.Result);
                break;
            case JournalEntry.OpFailed failed:
                WriteSubject(json, "op-failed", failed.Resource, failed.Index);
                WriteText(json, "reason", failed.Reason);
                break;
            case JournalEntry.OpStored stored:
                WriteSubject(json, "op-stored", stored.Resource, stored.Index);
                WriteList(json, "files", stored.Files.Select(file => file.Text));
                break;
            case JournalEntry.ResourceDone done:
                json.WriteString("type", "resource-done");
                WriteKey(json, done.Resource);
                json.WriteString("status", done.Status);
                json.WriteString("action", done.Action);
                WriteList(json, "files", done.Files.Select(file => file.Text));
                break;
            case JournalEntry.RunEnded ended:
                json.WriteString("type", "run-ended");
                json.WriteString("at", ended.At);
                json.WriteString("outcome", ended.Outcome);
                break;
            default:
                throw new UnreachableException(entry.GetType().Name);
        }
    }

    private void WriteStart(Utf8JsonWriter json, JournalEntry.RunStarted started)
    {
        json.WriteNumber("format", Format);
        json.WriteString("run", started.Run.Text);
        WriteWho(json, started.At, started.User, started.Host);
        json.WriteString("head", started.Head);
        json.WriteString("config", started.ConfigHash);
        json.WriteString("pin", started.Pin);
        if (started.Worktree is { } worktree)
        {
            json.WriteString("worktree", worktree.Name);
            json.WriteString("root", worktree.Root);
        }

        WriteOptions(json, started.Options);
        json.WriteStartArray("resources");
        foreach (var resource in started.Resources)
        {
            WriteResource(json, resource);
        }

        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in started.Edges)
        {
            json.WriteStartObject();
            WriteKey(json, "dependent", edge.Dependent);
            WriteKey(json, "dependency", edge.Dependency);
            json.WriteString("reason", edge.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("deletedOutputs");
        foreach (var output in started.DeletedOutputs)
        {
            json.WriteStartObject();
            json.WriteString("file", output.File.Text);
            json.WriteString("blob", output.Blob);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("unplanned");
        foreach (var resource in started.Unplanned)
        {
            json.WriteStartObject();
            WriteKey(json, resource.Key);
            json.WriteString("connector", resource.Connector);
            json.WriteString("planned", resource.Planned);
            json.WriteBoolean("deletion", resource.IsDeletion);
            WriteText(json, "reason", resource.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteOptions(Utf8JsonWriter json, RunOptions options)
    {
        json.WriteStartObject("options");
        json.WriteBoolean("staged", options.Staged);
        json.WriteString("connector", options.Connector);
        json.WriteBoolean("strictEnvironment", options.StrictEnvironment);
        json.WriteBoolean("noDeferred", options.NoDeferred);
        json.WriteNumber("parallelism", options.Parallelism);
        json.WriteBoolean("commit", options.Commit);
        WriteText(json, "commitMessage", options.CommitMessage);
        json.WriteString("plan", options.PlanHash);
        json.WriteEndObject();
    }

    private void WriteResource(Utf8JsonWriter json, RecordedResource resource)
    {
        json.WriteStartObject();
        WriteKey(json, resource.Key);
        json.WriteString("connector", resource.Connector);
        json.WriteString("action", resource.Action);
        json.WriteString("predicted", resource.Predicted);
        if (resource.MovedFrom is { } from)
        {
            json.WriteString("movedFrom", from.Address.Text);
        }

        json.WriteString("physical", resource.Physical?.Text);
        json.WriteString("fingerprint", resource.Fingerprint);
        WriteList(json, "ops", resource.Ops);
        json.WriteString("change", resource.File.Change.ToString());
        json.WriteString("stagedBlob", resource.File.StagedBlob);
        json.WriteString("baseBlob", resource.File.BaseBlob);
        json.WriteBoolean("orphan", resource.File.IsOrphan);
        if (resource.Reason is { } reason)
        {
            WriteText(json, "reason", reason);
        }

        if (resource.IsLeftAlone)
        {
            json.WriteBoolean("leftAlone", true);
        }

        json.WriteEndObject();
    }

    private void WriteOp(Utf8JsonWriter json, JournalEntry.OpStarted started)
    {
        WriteKey(json, started.Resource);
        json.WriteNumber("index", started.Index);
        WriteText(json, "op", started.Op.Definition);
        WriteList(json, "writes", started.Op.WritesOutputs);
        WriteText(json, "message", started.Op.Message);
        json.WriteString("kind", started.Op.Kind.ToString());
        json.WriteString("target", started.Target.Text);
        json.WriteString("physical", started.Physical?.Text);
        json.WriteString("fingerprint", started.Fingerprint);
        json.WriteString("key", started.Key);
    }

    private void WriteResult(Utf8JsonWriter json, OpResult result)
    {
        json.WriteStartObject("outputs");
        foreach (var (name, value) in result.Outputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            WriteText(json, name, value, result.SensitiveOutputs.Contains(name));
        }

        json.WriteEndObject();
        WriteList(json, "sensitive", result.SensitiveOutputs.Order(StringComparer.Ordinal));
        WriteText(json, "message", result.Message);
    }

    /// <summary>A text in clear, or sealed when it is or holds a secret.</summary>
    private void WriteText(Utf8JsonWriter json, string name, string? text, bool isSecret = false)
    {
        if (text is null || (!isSecret && !redactor.ContainsSecret(text)))
        {
            json.WriteString(name, text);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("sealed", key.Seal(text));
        json.WriteEndObject();
    }

    private static void WriteSubject(Utf8JsonWriter json, string type, ResourceKey resource, int index)
    {
        json.WriteString("type", type);
        WriteKey(json, resource);
        json.WriteNumber("index", index);
    }

    private static void WriteWho(Utf8JsonWriter json, DateTimeOffset at, string user, string host)
    {
        json.WriteString("at", at);
        json.WriteString("user", user);
        json.WriteString("host", host);
    }

    private static void WriteKey(Utf8JsonWriter json, string name, ResourceKey resource)
    {
        json.WriteStartObject(name);
        WriteKey(json, resource);
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, ResourceKey resource)
    {
        json.WriteString("prefix", resource.Prefix.Name);
        json.WriteString("address", resource.Address.Text);
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
