using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Turns what the user typed into paths of the repository.</summary>
internal static class PathArguments
{
    /// <summary>The path; null for the root itself, or with <paramref name="failed"/> set and a diagnostic.</summary>
    public static RepoPath? Resolve(string argument, string currentDirectory, string root, DiagnosticBag diagnostics, out bool failed)
    {
        failed = false;
        var absolute = Path.GetFullPath(argument, currentDirectory);
        var relative = RelativeTo(root, absolute) ?? RelativeTo(root, Path.GetFullPath(argument, RealFolder(currentDirectory)));
        if (relative is "")
        {
            return null;
        }

        if (relative is not null && RepoPath.TryParse(relative) is { } path)
        {
            return path;
        }

        diagnostics.Add(SelectionDiagnostics.OutsideRepository(argument, root));
        failed = true;
        return null;
    }

    private static string? RelativeTo(string root, string absolute)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(absolute);
        if (trimmed == root)
        {
            return "";
        }

        var start = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;
        return trimmed.StartsWith(start, StringComparison.Ordinal)
            ? trimmed[start.Length..].Replace(Path.DirectorySeparatorChar, '/')
            : null;
    }

    /// <summary>Git names the root by its real path; a shell may stand in it through a link.</summary>
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
