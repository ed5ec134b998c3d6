using Autoschematic.Cli.Terminal;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Views;

/// <summary>What connectors print: shown with their names in verbose runs, always written to the log file.</summary>
public sealed class ConnectorLogView(OutputGate gate) : IConnectorLog
{
    public void Write(string prefix, string connector, string line)
    {
        if (gate.Settings.IsVerbose)
        {
            gate.Say(StyledText.Of($"{prefix}/{connector} │ ", Tone.Place).Add(line, Tone.Muted));
        }
        else
        {
            gate.Log($"{prefix}/{connector} │ {line}");
        }
    }
}
