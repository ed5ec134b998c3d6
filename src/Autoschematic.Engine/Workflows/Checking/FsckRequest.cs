namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>What to check of the tool's own files.</summary>
/// <param name="Fix">Whether what is certain is put right.</param>
/// <param name="Stage">Whether what was put right is staged.</param>
public sealed record FsckRequest(bool Fix = false, bool Stage = true);
