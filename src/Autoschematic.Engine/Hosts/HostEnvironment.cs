namespace Autoschematic.Engine.Hosts;

/// <summary>What the engine may know of the machine it runs on; it comes in from outside and never changes.</summary>
/// <param name="Variables">The environment variables of the host process.</param>
/// <param name="UserName">Who runs the command, as locks and messages name them.</param>
/// <param name="MachineName">The machine, as locks name it.</param>
/// <param name="ProcessId">The process, as locks name it.</param>
/// <param name="TemporaryFolder">Absolute path of a folder for short-lived private files.</param>
public sealed record HostEnvironment(
    IReadOnlyDictionary<string, string> Variables,
    string UserName,
    string MachineName,
    int ProcessId,
    string TemporaryFolder)
{
    /// <summary>Where the keys of sealed secrets are, such as `ondisk:///home/mona/keys`; null when nothing is configured.</summary>
    public string? Keystore { get; init; }
}
