namespace Autoschematic.TestClouds;

/// <summary>Settings of a cloud, which go before the environment variables of its connectors.</summary>
public enum CloudSetting
{
    /// <summary>Words separated by commas; instead of `TEST_CLOUD_MODES`.</summary>
    Modes,

    /// <summary>Faults separated by semicolons; instead of `TEST_CLOUD_FAULTS`.</summary>
    Faults,
}
