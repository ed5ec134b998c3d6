namespace Autoschematic.Model.Merging;

/// <summary>What a merge does where both sides changed one thing differently.</summary>
public enum ConflictRule
{
    /// <summary>The local value stays and the conflict is listed.</summary>
    Report,

    /// <summary>The local value is meant.</summary>
    Ours,

    /// <summary>The remote value is meant.</summary>
    Theirs,

    /// <summary>The local value stays; the others are written beside it.</summary>
    Mark,
}
