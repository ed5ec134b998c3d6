namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>A resource's new place.</summary>
/// <param name="Old">The file as the user wrote it.</param>
/// <param name="New">The new file as the user wrote it.</param>
/// <param name="CurrentDirectory">Absolute path that both are relative to.</param>
/// <param name="Stage">Whether what changed is staged.</param>
public sealed record RenameRequest(string Old, string New, string CurrentDirectory, bool Stage = true)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
