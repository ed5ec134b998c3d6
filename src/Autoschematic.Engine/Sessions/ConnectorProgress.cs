using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>What happens to one connector while a session starts.</summary>
public abstract record ConnectorProgress
{
    private ConnectorProgress(Prefix prefix, string connector)
    {
        Prefix = prefix;
        Connector = connector;
    }

    public Prefix Prefix { get; }

    /// <summary>Shortname of the connector.</summary>
    public string Connector { get; }

    /// <summary>Its process is being started.</summary>
    public sealed record Starting(Prefix Prefix, string Connector) : ConnectorProgress(Prefix, Connector);

    /// <summary>It answered Version and Capabilities and its Init runs.</summary>
    public sealed record Initialising(Prefix Prefix, string Connector, string ProtocolVersion)
        : ConnectorProgress(Prefix, Connector);

    /// <summary>It can be used.</summary>
    public sealed record Ready(Prefix Prefix, string Connector) : ConnectorProgress(Prefix, Connector);

    /// <summary>It did not start or its Init failed; the diagnostic is also in the result.</summary>
    public sealed record Failed(Prefix Prefix, string Connector, Diagnostic Diagnostic)
        : ConnectorProgress(Prefix, Connector);
}
