using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Connectors.Warm;

namespace Autoschematic.Cli.Views;

/// <summary>Shows the background process of a repository and the connectors that it keeps.</summary>
public sealed class DaemonStatusView : FactsView<DaemonFacts>
{
    private const int NameWidth = 28;

    public override void WriteHuman(DaemonFacts result, ReportWriter report)
    {
        if (result.State is not { } state)
        {
            report.Line("Not running");
            return;
        }

        report.Sentence($"Running as process {state.ProcessId} for {Lasting(state.UptimeSeconds)}, version {state.Version}{Memory(state.MemoryBytes)}");
        if (state.Retiring)
        {
            report.Line("It ends when its last command does");
        }

        foreach (var user in state.Executing)
        {
            report.Sentence($"`{report.Clean(user.Command)}`, process {user.ProcessId}, may be executing ops");
        }

        foreach (var connector in state.Connectors)
        {
            var line = new StyledText().Add("  ").Add(report.Clean($"{connector.Prefix} · {connector.Connector}").PadRight(NameWidth), Tone.Strong);
            report.Sentence(line.Add($" process {connector.ProcessId}{Memory(connector.MemoryBytes)}, {Use(connector)}"), NameWidth + 3);
        }
    }

    public override void WriteJson(DaemonFacts result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("root", result.Root);
        json.WriteBoolean("running", result.State is not null);
        DaemonJson.Write(json, result.State);
        json.WriteEndObject();
    }

    private static string Use(WarmConnectorState connector)
        => (connector.IdleSeconds is { } idle ? $"not used for {Lasting(idle)}" : $"used by {Lines.Count(connector.Leases, "command")}")
            + (connector.Kept ? "" : ", ends then");

    private static string Memory(long? bytes) => bytes is { } known ? FormattableString.Invariant($", {known / 1048576.0:0} MiB") : "";

    private static string Lasting(double seconds) => Durations.Describe(TimeSpan.FromSeconds(seconds));
}
