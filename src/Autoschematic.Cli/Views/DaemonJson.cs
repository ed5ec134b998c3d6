using System.Text.Json;
using Autoschematic.Connectors.Warm;

namespace Autoschematic.Cli.Views;

/// <summary>A background process as JSON.</summary>
internal static class DaemonJson
{
    /// <summary>Writes it as `process`, null when there is none, its connectors, and who may be executing ops with them.</summary>
    public static void Write(Utf8JsonWriter json, WarmState? state)
    {
        if (state is null)
        {
            json.WriteNull("process");
        }
        else
        {
            json.WriteStartObject("process");
            json.WriteNumber("id", state.ProcessId);
            json.WriteString("version", state.Version);
            json.WriteNumber("uptimeSeconds", Rounded(state.UptimeSeconds));
            WriteNumber(json, "memoryBytes", state.MemoryBytes);
            json.WriteBoolean("retiring", state.Retiring);
            json.WriteEndObject();
        }

        ResourceJson.WriteArray(json, "connectors", state?.Connectors ?? [], connector =>
        {
            json.WriteString("prefix", connector.Prefix);
            json.WriteString("connector", connector.Connector);
            json.WriteNumber("processId", connector.ProcessId);
            WriteNumber(json, "memoryBytes", connector.MemoryBytes);
            json.WriteNumber("uptimeSeconds", Rounded(connector.UptimeSeconds));
            json.WriteNumber("leases", connector.Leases);
            WriteNumber(json, "idleSeconds", connector.IdleSeconds is { } idle ? Rounded(idle) : null);
            json.WriteBoolean("kept", connector.Kept);
        });
        ResourceJson.WriteArray(json, "executing", state?.Executing ?? [], user =>
        {
            json.WriteString("command", user.Command);
            json.WriteNumber("processId", user.ProcessId);
        });
    }

    private static double Rounded(double seconds) => Math.Round(seconds, 1);

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
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
