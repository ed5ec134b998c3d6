using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Files;

/// <summary>Bounds of what is read into memory.</summary>
internal static class FileLimits
{
    public const long LargestFile = 1L << 30;

    private const string TemporaryStart = ".autoschematic-";
    private const string TemporaryEnd = ".tmp";

    // The name starts like every reserved one, so that a leftover is never taken for a resource.
    public static string NewTemporaryName() => $"{TemporaryStart}{Guid.NewGuid():N}{TemporaryEnd}";

    /// <summary>Whether a file is one that a write which was cut short left behind.</summary>
    public static bool IsTemporary(RepoPath path)
        => path.Name.StartsWith(TemporaryStart, StringComparison.Ordinal) && path.Name.EndsWith(TemporaryEnd, StringComparison.Ordinal);
}
