namespace Autoschematic.Engine.Locks;

/// <summary>Who holds a lock, as its file says.</summary>
public sealed record LockOwner(int ProcessId, string Host, string User, DateTimeOffset Since, string Command);
