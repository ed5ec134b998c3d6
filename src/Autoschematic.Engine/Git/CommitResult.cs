namespace Autoschematic.Engine.Git;

/// <summary>Outcome of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>The commit was made.</summary>
    public sealed record Made(string Commit) : CommitResult;

    /// <summary>None of the paths is staged with a difference from HEAD.</summary>
    public sealed record NothingToCommit : CommitResult;

    /// <summary>Git, a hook or the state of the repository refused; a diagnostic says why.</summary>
    public sealed record Refused : CommitResult;
}
