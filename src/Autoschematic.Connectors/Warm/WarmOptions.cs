namespace Autoschematic.Connectors.Warm;

/// <summary>How the warm host of a repository is found, started and recognised.</summary>
/// <param name="Command">Program and arguments that run <see cref="Host.WarmHost.RunAsync"/> in a process of its own.</param>
/// <param name="Folder">Where the program's libraries are.</param>
/// <param name="Version">The program's version, for people.</param>
public sealed record WarmOptions(IReadOnlyList<string> Command, string Folder, string Version)
{
    /// <summary>How long a connector is kept without anybody using it, and the host itself.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the host looks whether its time has come.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connectors beyond this that nobody uses are ended, the oldest first.</summary>
    public int MostIdle { get; init; } = 16;
}
