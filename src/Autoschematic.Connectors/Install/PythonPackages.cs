namespace Autoschematic.Connectors.Install;

/// <summary>Where a Python looks for installed packages, as far as it can be told without running it.</summary>
internal static class PythonPackages
{
    private static readonly string[] Names = ["site-packages", "dist-packages"];

    /// <summary>Its folders of packages; empty when it is a shim that decides when it runs.</summary>
    /// <param name="python">Absolute path of the interpreter.</param>
    /// <param name="home">The user's folder, which may hold packages of every Python.</param>
    public static IReadOnlyList<string> FoldersOf(string python, string? home)
    {
        SortedSet<string> folders = new(StringComparer.Ordinal);
        foreach (var prefix in PrefixesOf(python))
        {
            folders.UnionWith(Below(Path.Combine(prefix, "lib")));
        }

        if (folders.Count > 0)
        {
            // Debian keeps what an administrator installed, and everybody what they did themselves, elsewhere.
            folders.UnionWith(Below("/usr/local/lib"));
            folders.UnionWith(home is null ? [] : Below(Path.Combine(home, ".local", "lib")));
        }

        return [.. folders];
    }

    /// <summary>The file that says what a virtual environment was made from, if the Python is one's.</summary>
    public static string SettingsOf(string python) => Path.Combine(PrefixOf(python), "pyvenv.cfg");

    /// <summary>Folders that a folder of packages refers to, such as that of a package that is being worked on.</summary>
    public static IEnumerable<string> LinkedFrom(string packages)
        => LinesOf(packages).Where(static line => Path.IsPathRooted(line) && Directory.Exists(line));

    /// <summary>Whether a package that is being worked on is found by a hook of its own: only Python could say where that looks.</summary>
    public static bool HasHooks(string packages)
        => LinesOf(packages).Any(static line =>
            line.StartsWith("import", StringComparison.Ordinal) && line.Contains("editable", StringComparison.OrdinalIgnoreCase));

    // Python runs lines of such a file that begin with `import`, and takes the others for folders.
    private static IReadOnlyList<string> LinesOf(string packages)
    {
        try
        {
            return Directory.EnumerateFiles(packages, "*.pth")
                .Where(static file => new FileInfo(file).Length < 64 * 1024)
                .SelectMany(File.ReadAllLines)
                .Select(static line => line.Trim())
                .ToList();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A virtual environment has its own packages, and those of the Python that its links lead to may be seen as well.
    private static IEnumerable<string> PrefixesOf(string python)
    {
        yield return PrefixOf(python);
        string? target = null;
        try
        {
            target = File.ResolveLinkTarget(python, returnFinalTarget: true)?.FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever starts it will say so.
        }

        if (target is not null)
        {
            yield return PrefixOf(target);
        }
    }

    private static string PrefixOf(string python) => Path.GetDirectoryName(Path.GetDirectoryName(python)) ?? "/";

    private static IEnumerable<string> Below(string library)
    {
        try
        {
            return Directory.Exists(library)
                ? Directory.EnumerateDirectories(library, "python3*")
                    .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name)))
                    .Where(Directory.Exists)
                    .ToList()
                : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
