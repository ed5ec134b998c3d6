namespace Autoschematic.Files.Paths;

/// <summary>Absolute paths of hosts.</summary>
internal static class AbsolutePath
{
    /// <summary>Whether a path is absolute, names something below `/`, and is written in the one normal way.</summary>
    public static bool IsNormal(string path)
        => path.Length > 1 && path[0] == '/' && path[1..].Split('/').All(part => part is not ("" or "." or "..")) && !path.Contains('\0', StringComparison.Ordinal);

    public static string ParentOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Every directory above a path, the nearest last; without `/`.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }
}
