using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Autoschematic.Engine.Workflows;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>The JSON form of every command: one envelope, the command's own result inside.</summary>
internal static class JsonDocuments
{
    /// <summary>Version of the documents' form; it rises when a reader of the old form would break.</summary>
    public const int FormVersion = 1;

    /// <summary>Writes a whole document in parts, with a line break at its end.</summary>
    public static void WriteEnvelope(
        Action<string> write,
        string command,
        RunOutcome outcome,
        IEnumerable<Diagnostic> diagnostics,
        Action<Utf8JsonWriter>? writeResult,
        bool indented)
        => Write(write, indented, json =>
        {
            json.WriteStartObject();
            if (!indented)
            {
                json.WriteString("event", "result");
            }

            json.WriteNumber("formVersion", FormVersion);
            json.WriteString("command", command);
            json.WriteString("outcome", Word(outcome));
            json.WriteNumber("exitCode", (int)outcome);
            json.WritePropertyName("result");
            if (writeResult is null)
            {
                json.WriteNullValue();
            }
            else
            {
                writeResult(json);
            }

            WriteDiagnostics(json, "diagnostics", diagnostics);
            json.WriteEndObject();
        });

    /// <summary>A whole document, with a line break at its end.</summary>
    public static string Write(bool indented, Action<Utf8JsonWriter> write)
    {
        var document = new StringBuilder();
        Write(part => document.Append(part), indented, write);
        return document.ToString();
    }

    private static void Write(Action<string> take, bool indented, Action<Utf8JsonWriter> write)
    {
        var chunks = new JsonChunks(take);
        var options = new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(chunks, options))
        {
            write(json);
        }

        chunks.Finish();
    }

    public static void WriteDiagnostics(Utf8JsonWriter json, string name, IEnumerable<Diagnostic> diagnostics)
    {
        json.WriteStartArray(name);
        foreach (var diagnostic in diagnostics)
        {
            WriteDiagnostic(json, diagnostic);
        }

        json.WriteEndArray();
    }

    public static void WriteDiagnostic(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteStartObject();
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", Word(diagnostic.Severity));
        json.WriteString("message", diagnostic.Message);
        if (diagnostic.Location is { } location)
        {
            json.WriteString("path", location.Source.Path);
            if (location.Start is { } start && location.End is { } end)
            {
                json.WriteNumber("line", start.Line);
                json.WriteNumber("column", start.Column);
                json.WriteNumber("endLine", end.Line);
                json.WriteNumber("endColumn", end.Column);
            }
        }

        if (diagnostic.Hint is { } hint)
        {
            json.WriteString("hint", hint);
        }

        if (diagnostic.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (var note in diagnostic.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public static string Word(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Done => "done",
        RunOutcome.Error => "error",
        RunOutcome.ChangesFound => "changes",
        RunOutcome.Partly => "partly",
        RunOutcome.Refused => "refused",
        RunOutcome.Stale => "stale",
        RunOutcome.Usage => "usage",
        RunOutcome.Bug => "bug",
        RunOutcome.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Word(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Information => "note",
        DiagnosticSeverity.Hint => "hint",
        _ => throw new ArgumentOutOfRangeException(nameof(severity)),
    };
}
