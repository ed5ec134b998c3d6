namespace Autoschematic.Engine.Locks;

/// <summary>What the safety lock's file says; every part may be unknown, the file's presence is what counts.</summary>
public sealed record SafetyState(string? Owner, string? Host, DateTimeOffset? Since, string? Reason);
