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
        => Meanings(currentDirectory, argument).Select(path => Below(root, path)).FirstOrDefault(path => path is not null);

    /// <summary>Whether the argument names the root of the repository.</summary>
    public static bool IsRoot(string root, string currentDirectory, string argument)
        => Meanings(currentDirectory, argument).Contains(root);

    /// <summary>Git names the root by its real path; a shell may stand in it, or name it, through a link.</summary>
    private static IEnumerable<string> Meanings(string currentDirectory, string argument)
    {
        var written = Path.GetFullPath(argument, currentDirectory);
        var fromRealFolder = Path.GetFullPath(argument, RealFolder(currentDirectory));

        // The last component is never followed: a link is what was named.
        var behindLinks = Path.GetDirectoryName(written) is { } folder ? Path.Join(RealFolder(folder), Path.GetFileName(written)) : written;
        return new[] { written, fromRealFolder, behindLinks }.Select(Path.TrimEndingDirectorySeparator);
    }

    private static RepoPath? Below(string root, string path)
    {
        var relative = Path.GetRelativePath(root, Path.TrimEndingDirectorySeparator(path));
        return Path.IsPathRooted(relative) ? null : RepoPath.TryParse(relative.Replace(Path.DirectorySeparatorChar, '/'));
    }

    /// <summary>The folder without links in its path; what does not exist stays as it is.</summary>
    private static string RealFolder(string folder)
    {
        const int mostLinks = 40;
        var links = 0;
        var real = Path.GetPathRoot(folder) ?? "/";
        var rest = new Stack<string>(Split(folder[real.Length..]).Reverse());
        while (rest.TryPop(out var name))
        {
            var next = Path.GetFullPath(name, real);
            if (new DirectoryInfo(next).LinkTarget is { } target && ++links <= mostLinks)
            {
                var resolved = Path.GetFullPath(target, real);
                real = Path.GetPathRoot(resolved) ?? "/";
                foreach (var part in Split(resolved[real.Length..]).Reverse())
                {
                    rest.Push(part);
                }
            }
            else
            {
                real = next;
            }
        }

        return real;
    }

    private static string[] Split(string path)
        => path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
