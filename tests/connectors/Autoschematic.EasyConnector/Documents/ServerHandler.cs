using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector.Documents;

/// <summary>Servers, whose bodies are typed and JSON.</summary>
internal sealed class ServerHandler(Store store) : StoredHandler<Server>(store, "servers", BodyFormat.Record<Server>());
