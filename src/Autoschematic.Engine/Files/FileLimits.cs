namespace Autoschematic.Engine.Files;

/// <summary>Bounds of what is read into memory.</summary>
internal static class FileLimits
{
    public const long LargestFile = 1L << 30;

    private const string TemporaryPrefix = ".autoschematic-";
    private const string TemporarySuffix = ".tmp";

    // The name starts like every reserved one, so that a leftover is never taken for a resource.
    public static string NewTemporaryName() => $"{TemporaryPrefix}{Guid.NewGuid():N}{TemporarySuffix}";

    /// <summary>Whether a name is that of a file which a write that was cut short left behind.</summary>
    public static bool IsTemporaryName(string name)
        => name.StartsWith(TemporaryPrefix, StringComparison.Ordinal)
            && name.EndsWith(TemporarySuffix, StringComparison.Ordinal)
            && Guid.TryParseExact(name.AsSpan(TemporaryPrefix.Length..^TemporarySuffix.Length), "N", out _);
}
