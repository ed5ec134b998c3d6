namespace Autoschematic.Engine.Locks;

/// <summary>Who may hold a repository's lock at the same time.</summary>
public enum LockKind
{
    /// <summary>Any number of holders that change nothing (plan, drift).</summary>
    Shared,

    /// <summary>One holder, which changes files, outputs or remote resources.</summary>
    Exclusive,
}
