using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;

namespace Autoschematic.Model.Plans;

/// <summary>Writes plan files as canonical JSON: keys sorted, one layout, so that equal plans are equal bytes.</summary>
public static class PlanFileWriter
{
    // Every property of every object is written in ordinal order of its name.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(PlanFile plan) => Write(plan, Checksum(plan));

    /// <summary>Of everything else in the file, so that a damaged one is recognised.</summary>
    internal static string Checksum(PlanFile plan) => Convert.ToHexStringLower(SHA256.HashData(Write(plan, null)));

    internal static string Word(OpKind kind) => kind.ToString().ToLowerInvariant();

    private static byte[] Write(PlanFile plan, string? checksum)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            if (checksum is not null)
            {
                json.WriteString("checksum", checksum);
            }

            json.WriteString("config", plan.ConfigHash);
            json.WriteNumber("format", PlanFile.FormatVersion);
            json.WriteString("head", plan.Head);
            json.WriteStartArray("resources");
            foreach (var entry in plan.Entries)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
            json.WritePropertyName("selection");
            Write(json, plan.Selection);
            json.WriteString("tool", plan.ToolVersion);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void Write(Utf8JsonWriter json, PlanFileSelection selection)
    {
        json.WriteStartObject();
        json.WriteString("connector", selection.Connector);
        json.WriteString("directory", selection.Directory);
        Write(json, "exclude", selection.Exclude);
        json.WriteString("mode", selection.Mode);
        json.WriteBoolean("noRename", selection.NoRename);
        Write(json, "paths", selection.Paths);
        json.WriteString("prefix", selection.Prefix);
        json.WriteBoolean("prune", selection.Prune);
        json.WriteString("revision", selection.Revision);
        json.WriteBoolean("strictEnvironment", selection.StrictEnvironment);
        json.WriteString("subpath", selection.Subpath);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlanFileEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("action", entry.Action);
        json.WriteString("address", entry.Address);
        json.WriteStartObject("connector");
        json.WriteString("command", entry.Identity?.Command);
        json.WriteString("fileSha256", entry.Identity?.FileHash);
        json.WriteString("name", entry.Connector);
        json.WriteString("version", entry.Identity?.Version);
        json.WriteEndObject();
        Write(json, entry.Deferral);
        json.WriteString("desiredSha256", entry.DesiredHash);
        json.WriteString("file", entry.File);
        json.WriteString("fingerprint", entry.Fingerprint);
        json.WriteString("movedFrom", entry.MovedFrom);
        Write(json, entry.Ops);
        json.WriteString("opsSha256", entry.OpsHash);
        json.WriteString("physical", entry.Physical);
        json.WriteString("prefix", entry.Prefix);
        json.WriteStartArray("reads");
        foreach (var read in entry.Reads)
        {
            json.WriteStartObject();
            json.WriteString("address", read.Address);
            json.WriteString("key", read.Key);
            json.WriteString("sha256", read.ValueHash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, "writes", entry.Writes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlanFileDeferral? deferral)
    {
        if (deferral is null)
        {
            json.WriteNull("deferred");
            return;
        }

        json.WriteStartObject("deferred");

        // Bodies are nearly always text, and read as text; the others are base64.
        var text = deferral.Body is { } body ? BodyTrees.Decode(body.Span) : null;
        json.WriteString("bodyBase64", text is null && deferral.Body is { } bytes ? Convert.ToBase64String(bytes.Span) : null);
        json.WriteString("bodyText", text);
        json.WriteString("predicted", deferral.Predicted);
        json.WriteStartArray("waits");
        foreach (var wait in deferral.Waits)
        {
            json.WriteStartObject();
            json.WriteString("address", wait.Address);
            json.WriteString("key", wait.Key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ConnectorOp>? ops)
    {
        if (ops is null)
        {
            json.WriteNull("ops");
            return;
        }

        json.WriteStartArray("ops");
        foreach (var op in ops)
        {
            json.WriteStartObject();
            json.WriteString("definition", op.Definition);
            json.WriteBoolean("destroysData", op.DestroysData);
            json.WriteBoolean("irreversible", op.Irreversible);
            json.WriteString("kind", Word(op.Kind));
            json.WriteString("message", op.Message);
            Write(json, "writesOutputs", op.WritesOutputs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
