using System.Text.Json;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Journal;

/// <summary>Reads what <see cref="JournalWriter"/> wrote.</summary>
internal sealed class JournalReader(RunKey key)
{
    /// <summary>The entry, or null with the reason why it cannot be understood.</summary>
    public JournalEntry? TryRead(ReadOnlyMemory<byte> entry, out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            var read = Read(document.RootElement);
            problem = read is null ? "it was written by a newer version" : null;
            return read;
        }
        catch (SealedException)
        {
            problem = $"it is sealed and its key `{key.File}` is gone or is another one";
            return null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            problem = "it is not what this version writes";
            return null;
        }
    }

    private JournalEntry? Read(JsonElement json) => Text(json, "type") switch
    {
        "run-started" => json.GetProperty("format").GetInt32() <= JournalWriter.Format ? Start(json) : null,
        "run-resumed" => new JournalEntry.RunResumed(json.GetProperty("at").GetDateTimeOffset(), Text(json, "user"), Text(json, "host")),
        "op-started" => new JournalEntry.OpStarted(
            Key(json),
            json.GetProperty("index").GetInt32(),
            new ConnectorOp(
                Open(json, "op") ?? "", List(json, "writes"), Open(json, "message"), Enum.Parse<OpKind>(Text(json, "kind"))),
            Address.Parse(Text(json, "target")),
            MaybeAddress(json, "physical"),
            Maybe(json, "fingerprint"),
            Text(json, "key")),
        "op-finished" => new JournalEntry.OpFinished(Key(json), json.GetProperty("index").GetInt32(), Result(json)),
        "op-failed" => new JournalEntry.OpFailed(Key(json), json.GetProperty("index").GetInt32(), Open(json, "reason") ?? ""),
        "op-stored" => new JournalEntry.OpStored(Key(json), json.GetProperty("index").GetInt32(), Paths(json, "files")),
        "resource-done" => new JournalEntry.ResourceDone(Key(json), Text(json, "status"), Text(json, "action"), Paths(json, "files")),
        "run-ended" => new JournalEntry.RunEnded(json.GetProperty("at").GetDateTimeOffset(), Text(json, "outcome")),
        _ => null,
    };

    private JournalEntry.RunStarted Start(JsonElement json) => new(
        new RunId(Text(json, "run")),
        json.GetProperty("at").GetDateTimeOffset(),
        Text(json, "user"),
        Text(json, "host"),
        Maybe(json, "head"),
        Text(json, "config"),
        Text(json, "pin"),
        Options(json.GetProperty("options")),
        [.. json.GetProperty("resources").EnumerateArray().Select(Resource)],
        [.. json.GetProperty("edges").EnumerateArray().Select(edge => new RecordedEdge(
            Key(edge.GetProperty("dependent")), Key(edge.GetProperty("dependency")), Text(edge, "reason")))],
        [.. json.GetProperty("deletedOutputs").EnumerateArray().Select(output => new RecordedOutput(
            RepoPath.Parse(Text(output, "file")), Text(output, "blob")))])
    {
        Worktree = MaybeSince(json, "worktree") is { } worktree ? new(worktree, Text(json, "root")) : null,
        Unplanned = json.TryGetProperty("unplanned", out var unplanned) ? [.. unplanned.EnumerateArray().Select(Unplanned)] : [],
    };

    private UnplannedResource Unplanned(JsonElement json) => new(
        Key(json), Text(json, "connector"), Maybe(json, "planned"), json.GetProperty("deletion").GetBoolean(), Open(json, "reason") ?? "");

    private RunOptions Options(JsonElement json) => new(
        json.GetProperty("staged").GetBoolean(),
        Maybe(json, "connector"),
        json.GetProperty("strictEnvironment").GetBoolean(),
        json.GetProperty("noDeferred").GetBoolean(),
        json.GetProperty("parallelism").GetInt32(),
        json.GetProperty("commit").GetBoolean(),
        Open(json, "commitMessage"))
    {
        PlanHash = MaybeSince(json, "plan"),
    };

    private RecordedResource Resource(JsonElement json)
    {
        var key = Key(json);
        var file = new SelectedFile(
            key.Prefix,
            key.Address,
            key.File,
            Enum.Parse<ChangeKind>(Text(json, "change")),
            Maybe(json, "stagedBlob"),
            Maybe(json, "baseBlob"),
            DiffersFromIndex: false,
            json.GetProperty("orphan").GetBoolean());
        return new(
            file,
            Text(json, "connector"),
            Text(json, "action"),
            Maybe(json, "predicted"),
            MaybeAddress(json, "physical"),
            Maybe(json, "fingerprint"),
            List(json, "ops"))
        {
            MovedFrom = MaybeSince(json, "movedFrom") is { } from ? new(key.Prefix, Address.Parse(from)) : null,
            Reason = json.TryGetProperty("reason", out _) ? Open(json, "reason") : null,
            IsLeftAlone = json.TryGetProperty("leftAlone", out var leftAlone) && leftAlone.GetBoolean(),
        };
    }

    private OpResult Result(JsonElement json)
    {
        var outputs = json.GetProperty("outputs");
        return new(
            outputs.EnumerateObject().ToDictionary(output => output.Name, output => Open(outputs, output.Name)),
            List(json, "sensitive").ToHashSet(),
            Open(json, "message"));
    }

    /// <summary>A text that may be sealed.</summary>
    private string? Open(JsonElement json, string name)
    {
        var value = json.GetProperty(name);
        return value.ValueKind == JsonValueKind.Object
            ? key.Open(Text(value, "sealed")) ?? throw new SealedException()
            : value.GetString();
    }

    private static ResourceKey Key(JsonElement json) => new(
        Prefix.TryParse(Text(json, "prefix")) ?? throw new FormatException("a prefix"), Address.Parse(Text(json, "address")));

    private static Address? MaybeAddress(JsonElement json, string name)
        => Maybe(json, name) is { } text ? Address.Parse(text) : null;

    private static IReadOnlyList<RepoPath> Paths(JsonElement json, string name) => [.. List(json, name).Select(RepoPath.Parse)];

    private static IReadOnlyList<string> List(JsonElement json, string name)
        => [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetString() ?? "")];

    private static string Text(JsonElement json, string name)
        => json.GetProperty(name).GetString() ?? throw new FormatException(name);

    private static string? Maybe(JsonElement json, string name) => json.GetProperty(name).GetString();

    /// <summary>A text that earlier versions did not write.</summary>
    private static string? MaybeSince(JsonElement json, string name) => json.TryGetProperty(name, out _) ? Maybe(json, name) : null;

    private sealed class SealedException : Exception;
}
