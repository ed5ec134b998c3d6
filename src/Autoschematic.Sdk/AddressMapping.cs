namespace Autoschematic.Sdk;

/// <summary>How virtual addresses of a declared kind become physical ones.</summary>
public enum AddressMapping
{
    /// <summary>The host calls <see cref="IConnectorService.VirtualToPhysicalAsync"/>.</summary>
    AskConnector = 0,

    /// <summary>They are the same.</summary>
    None = 1,

    /// <summary>An output holds the remote id.</summary>
    ByOutput = 2,
}
