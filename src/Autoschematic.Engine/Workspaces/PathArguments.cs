using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Turns paths as users write them, relative to their current directory, into paths of the repository.</summary>
public static class PathArguments
{
    /// <summary>The path below <paramref name="root"/>; null when it lies outside or is the root itself.</summary>
    /// <param name="root">Absolute path of the repository, links resolved.</param>
    /// <param name="currentDirectory">Absolute path, as the user's shell has it.</param>
    /// <param name="argument">Relative or absolute.</param>
    public static RepoPath? Resolve(string root, string currentDirectory, string argument)
        => Below(root, Path.GetFullPath(argument, currentDirectory))
            ?? Below(root, ResolveLinks(Path.GetFullPath(argument, currentDirectory)));

    /// <summary>Whether the argument names the root of the repository.</summary>
    public static bool IsRoot(string root, string currentDirectory, string argument)
        => Path.TrimEndingDirectorySeparator(Path.GetFullPath(argument, currentDirectory)) is var full
            && (full == root || ResolveLinks(full) == root);

    private static RepoPath? Below(string root, string path)
    {
        var relative = Path.GetRelativePath(root, Path.TrimEndingDirectorySeparator(path));
        return Path.IsPathRooted(relative) ? null : RepoPath.TryParse(relative.Replace(Path.DirectorySeparatorChar, '/'));
    }

    /// <summary>Resolves links in the folders of a path, not in its last component: that one is never followed.</summary>
    private static string ResolveLinks(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is null)
        {
            return path;
        }

        var resolved = ResolveLinks(folder);
        if (Directory.ResolveLinkTarget(resolved, returnFinalTarget: true) is { } target)
        {
            resolved = target.FullName;
        }

        return Path.Join(resolved, Path.GetFileName(path));
    }
}
