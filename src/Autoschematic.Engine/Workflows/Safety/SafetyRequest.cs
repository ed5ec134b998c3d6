namespace Autoschematic.Engine.Workflows.Safety;

/// <summary>Locks or unlocks a repository.</summary>
public sealed record SafetyRequest(bool Lock, string? Reason = null);
