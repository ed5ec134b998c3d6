namespace Autoschematic.Engine.Files;

/// <summary>Bounds of what is read into memory.</summary>
internal static class FileLimits
{
    public const long LargestFile = 1L << 30;

    // The name starts like every reserved one, so that a leftover is never taken for a resource.
    public static string NewTemporaryName() => $".autoschematic-{Guid.NewGuid():N}.tmp";
}
