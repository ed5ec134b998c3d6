using System.Globalization;
using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Inspecting;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the configured connectors: state, protocol, command, memory, what each can do.</summary>
public sealed class ConnectorsView : IResultView<ConnectorsResult>
{
    private const int RowIndent = 16;

    public RunOutcome OutcomeOf(ConnectorsResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(ConnectorsResult result) => result.Diagnostics;

    public StyledText? Summarise(ConnectorsResult result)
        => result.Connectors.Count == 0 && result.Outcome == RunOutcome.Done ? (StyledText)"No connector is configured" : null;

    public void WriteHuman(ConnectorsResult result, ReportWriter report)
    {
        foreach (var connector in result.Connectors)
        {
            var (symbol, tone) = connector.Problem is null ? ("✓", Tone.Good) : ("!", Tone.Error);
            report.Line(ResourceLine.Make(report, symbol, tone, $"{connector.Prefix} · {connector.Name}", connector.State));
            Row(report, "spec", SpecNames.Describe(connector.Spec));
            Row(report, "command", connector.Status?.Command);
            Row(report, "protocol", connector.ProtocolVersion);
            Row(report, "process", Process(connector));
            Row(report, "can", Abilities(connector));
            Row(report, "problem", connector.Problem is { } problem ? ResourceLine.Clip(report, problem.Message, RowIndent) : null);
            report.Line();
        }
    }

    public void WriteJson(ConnectorsResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteArray(json, "connectors", result.Connectors, connector =>
        {
            json.WriteString("prefix", connector.Prefix.Name);
            json.WriteString("connector", connector.Name);
            json.WriteString("spec", SpecNames.Describe(connector.Spec));
            json.WriteString("state", connector.State);
            json.WriteString("protocolVersion", connector.ProtocolVersion);
            json.WriteString("command", connector.Status?.Command);
            Write(json, "processId", connector.Status?.ProcessId);
            Write(json, "memoryBytes", connector.Status?.MemoryBytes);
            json.WriteBoolean("kept", connector.Status is { IsKept: true });
            ResourceJson.WriteStrings(json, "extensions", connector.Capabilities?.Extensions ?? []);
            Write(json, "maxConcurrency", connector.Capabilities is { MaxConcurrency: > 0 } capabilities ? capabilities.MaxConcurrency : null);
            ResourceJson.WriteStrings(json, "kinds", connector.Capabilities?.Kinds.Select(kind => kind.AddressTemplate) ?? []);
            json.WriteString("problem", connector.Problem?.Message);
        });
        json.WriteEndObject();
    }

    private static void Row(ReportWriter report, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            report.Sentence(new StyledText().Add("      ").Add(name.PadRight(RowIndent - 6), Tone.Muted).Add(report.Clean(Lines.First(value))), RowIndent);
        }
    }

    private static string? Process(InspectedConnector connector)
    {
        if (connector.Status is not { ProcessId: { } id } status)
        {
            return null;
        }

        var memory = status.MemoryBytes is { } bytes ? FormattableString.Invariant($", {bytes / 1048576.0:0} MiB") : "";
        var restarts = status.Restarts > 0 ? $", restarted {Lines.Count(status.Restarts, "time")}" : "";
        return id.ToString(CultureInfo.InvariantCulture) + memory + restarts + (status.IsKept ? ", kept for the next command" : "");
    }

    private static string? Abilities(InspectedConnector connector)
    {
        if (connector.Capabilities is not { } capabilities)
        {
            return null;
        }

        var parts = new List<string>(capabilities.Extensions);
        if (capabilities.Kinds.Count > 0)
        {
            parts.Add(Lines.Count(capabilities.Kinds.Count, "declared kind"));
        }

        if (capabilities.IdempotentOps)
        {
            parts.Add("idempotent ops");
        }

        if (parts.Count == 0 && capabilities.MaxConcurrency <= 0)
        {
            parts.Add("the plain protocol");
        }

        parts.Add(capabilities.MaxConcurrency > 0 ? $"{Lines.Count(capabilities.MaxConcurrency, "call")} at once"
            : connector.Concurrency is { } configured ? $"{Lines.Count(configured, "call")} at once as configured"
            : "1 op at once");
        return string.Join(", ", parts);
    }

    private static void Write(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
