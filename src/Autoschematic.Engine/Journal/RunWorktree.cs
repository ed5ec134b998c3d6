using Autoschematic.Engine.Git;

namespace Autoschematic.Engine.Journal;

/// <summary>The working tree that a run works in; linked ones share its journal, and neither its index nor its output files.</summary>
/// <param name="Name">Its git folder relative to the common one.</param>
/// <param name="Root">Absolute path of its top folder when the run began.</param>
public sealed record RunWorktree(string Name, string Root)
{
    internal static RunWorktree Of(GitRepository git) => new(git.Worktree, git.Root);

    internal bool IsHere(GitRepository git) => Name == git.Worktree;

    /// <summary>Absolute path of its top folder now; null when it was removed.</summary>
    internal string? Find(GitRepository git)
    {
        if (Name == ".")
        {
            return Root;
        }

        var own = Path.Join(git.CommonDirectory, Name);
        try
        {
            // Git keeps there where the tree is, follows it when it is moved, and calls it prunable when it is away and not locked.
            var link = Path.GetFullPath(File.ReadAllText(Path.Join(own, "gitdir")).TrimEnd(), own);
            return File.Exists(link) || File.Exists(Path.Join(own, "locked")) ? Path.GetDirectoryName(link) : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Root;
        }
    }
}
