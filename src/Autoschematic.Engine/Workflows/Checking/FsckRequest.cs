namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>What to check of the tool's own files.</summary>
/// <param name="Fix">Whether what is certain is put right.</param>
/// <param name="Stage">Whether what was put right is staged.</param>
/// <param name="Offline">Whether no connector is asked whose a file is; then every file counts as a body.</param>
public sealed record FsckRequest(bool Fix = false, bool Stage = true, bool Offline = false)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
