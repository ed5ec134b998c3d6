namespace Autoschematic.Connectors.Install;

/// <summary>Where what can be found out again is kept between commands.</summary>
internal static class CacheFolder
{
    public static string Of(IReadOnlyDictionary<string, string> hostEnvironment, string name)
    {
        var cache = hostEnvironment.GetValueOrDefault("XDG_CACHE_HOME") is { Length: > 0 } given && Path.IsPathRooted(given)
            ? given
            : Path.Combine(hostEnvironment.GetValueOrDefault("HOME") ?? "/tmp", ".cache");
        return Path.Combine(cache, "autoschematic", name);
    }
}
