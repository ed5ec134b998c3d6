using System.Text.Json;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Views;

/// <summary>Events as JSON lines, for `--format jsonl`.</summary>
internal static class EventJson
{
    public static string Line(WorkflowEvent happened) => JsonDocuments.Write(indented: false, json =>
    {
        json.WriteStartObject();
        switch (happened)
        {
            case WorkflowEvent.ConnectorChanged changed:
                WriteConnector(json, changed.Change);
                break;
            case WorkflowEvent.Progress progress:
                json.WriteString("event", "progress");
                json.WriteString("phase", Phases.Word(progress.Phase));
                json.WriteNumber("done", progress.Done);
                if (progress.Total is { } total)
                {
                    json.WriteNumber("total", total);
                }

                break;
            case WorkflowEvent.ResourceDone done:
                json.WriteString("event", "resource");
                json.WriteString("phase", Phases.Word(done.Phase));
                ResourceJson.WriteKey(json, done.Resource);
                json.WriteString("status", done.Word);
                break;
            case WorkflowEvent.OpStarted started:
                WriteOp(json, "op-started", started.Resource, started.Op, started.Index, started.Count, started.Op.Message);
                break;
            case WorkflowEvent.OpDone done:
                WriteOp(json, "op-done", done.Resource, done.Op, done.Index, done.Count, done.Message);
                break;
            case WorkflowEvent.TaskMessage said:
                json.WriteString("event", "message");
                ResourceJson.WriteKey(json, said.Task);
                json.WriteString("message", said.Message);
                break;
            case WorkflowEvent.PackageChanged changed:
                json.WriteString("event", "package");
                json.WriteString("kind", changed.Package.Kind.ToString());
                json.WriteString("name", changed.Package.Name);
                json.WriteString("wanted", changed.Package.Version);
                json.WriteString("state", InstallView.Word(changed.State));
                json.WriteString("version", changed.Version);
                break;
            case WorkflowEvent.Notice notice:
                json.WriteString("event", "notice");
                json.WritePropertyName("diagnostic");
                JsonDocuments.WriteDiagnostic(json, notice.Diagnostic);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(happened.GetType().Name);
        }

        json.WriteEndObject();
    });

    private static void WriteConnector(Utf8JsonWriter json, ConnectorProgress change)
    {
        json.WriteString("event", "connector");
        json.WriteString("prefix", change.Prefix.Name);
        json.WriteString("connector", change.Connector);
        switch (change)
        {
            case ConnectorProgress.Starting:
                json.WriteString("state", "starting");
                break;
            case ConnectorProgress.Initialising initialising:
                json.WriteString("state", "initialising");
                json.WriteString("protocolVersion", initialising.ProtocolVersion);
                break;
            case ConnectorProgress.Ready:
                json.WriteString("state", "ready");
                break;
            case ConnectorProgress.Failed failed:
                json.WriteString("state", "failed");
                json.WritePropertyName("diagnostic");
                JsonDocuments.WriteDiagnostic(json, failed.Diagnostic);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(change.GetType().Name);
        }
    }

    private static void WriteOp(
        Utf8JsonWriter json, string name, ResourceKey resource, ConnectorOp op, int index, int count, string? message)
    {
        json.WriteString("event", name);
        ResourceJson.WriteKey(json, resource);
        json.WriteString("kind", ResourceJson.Word(op.Kind));
        json.WriteNumber("index", index);
        json.WriteNumber("count", count);
        json.WriteString("message", message);
    }
}
