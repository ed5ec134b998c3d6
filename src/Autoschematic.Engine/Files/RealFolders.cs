namespace Autoschematic.Engine.Files;

/// <summary>Where a path leads when every link on its way is followed.</summary>
internal static class RealFolders
{
    // As many as Linux follows in one path.
    private const int MaximumLinks = 40;

    /// <summary>The path without links; what does not exist stays as it is written.</summary>
    public static string Resolve(string path) => Resolve(path, MaximumLinks);

    private static string Resolve(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var real = Path.Join(Resolve(parent, links), Path.GetFileName(path));
        return links > 0 && TargetOf(real) is { } target
            ? Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, Path.GetDirectoryName(real)!)), links - 1)
            : real;
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new DirectoryInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
