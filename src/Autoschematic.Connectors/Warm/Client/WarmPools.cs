using Autoschematic.Connectors.Pools;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>Pools whose connectors outlive them.</summary>
public static class WarmPools
{
    /// <summary>A pool that gets its connectors from warm hosts, as far as <paramref name="use"/> says, for a command of that name.</summary>
    public static IConnectorPool Make(ConnectorHostOptions host, WarmOptions options, WarmUse use, string command)
        => use == WarmUse.None
            ? new ConnectorPool(host)
            : new ConnectorPool(host, local => new WarmStarter(local, host, options, use, command));
}
