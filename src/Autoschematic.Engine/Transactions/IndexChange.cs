using Autoschematic.Engine.Git;

namespace Autoschematic.Engine.Transactions;

/// <summary>What happens to the index entry of a file that is changed.</summary>
public abstract record IndexChange
{
    private IndexChange()
    {
    }

    /// <summary>The file is staged as it is then.</summary>
    public sealed record Staged : IndexChange;

    /// <summary>It stays as it is, since what was staged before is not what is in the file.</summary>
    public sealed record Kept : IndexChange;

    /// <summary>It becomes exactly this, null for none.</summary>
    public sealed record Set(GitEntry? Entry) : IndexChange;
}
