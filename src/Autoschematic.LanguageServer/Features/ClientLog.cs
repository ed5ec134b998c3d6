using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Features;

/// <summary>What connectors print, line by line in the client's log.</summary>
internal sealed class ClientLog(ClientMessages client) : IConnectorLog
{
    public void Write(string prefix, string connector, string line) => client.Log(MessageType.Log, $"{prefix}/{connector}: {line}");
}
