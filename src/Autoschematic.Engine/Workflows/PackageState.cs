namespace Autoschematic.Engine.Workflows;

/// <summary>How far the installation of a connector's package is.</summary>
public enum PackageState
{
    /// <summary>The connector is started from what is there.</summary>
    NotNeeded,

    Installing,

    /// <summary>It was installed just now.</summary>
    Installed,

    /// <summary>It was installed before.</summary>
    Present,

    Failed,
}
