namespace Autoschematic.Sdk;

/// <summary>What an address is to a connector; a bit set.</summary>
[Flags]
public enum FilterBits
{
    /// <summary>Not the connector's.</summary>
    None = 0,

    /// <summary>A configuration file of the connector.</summary>
    Config = 1,

    /// <summary>A resource.</summary>
    Resource = 2,

    /// <summary>A bundle, which expands into other files.</summary>
    Bundle = 4,

    /// <summary>A task that can be run.</summary>
    Task = 8,

    /// <summary>A metric.</summary>
    Metric = 16,
}
