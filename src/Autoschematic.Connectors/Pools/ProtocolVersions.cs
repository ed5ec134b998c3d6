using System.Globalization;

namespace Autoschematic.Connectors.Pools;

/// <summary>Which protocol versions this host speaks.</summary>
internal static class ProtocolVersions
{
    public const string Supported = "0.13 and 0.14";

    private const int Major = 0;
    private const int OldestMinor = 13;
    private const int NewestMinor = 14;

    /// <summary>Null when the version is spoken, else the next step.</summary>
    public static string? UpgradeFor(string version)
    {
        var parts = version.Split('.');
        if (parts.Length < 2 || !TryNumber(parts[0], out var major) || !TryNumber(parts[1], out var minor))
        {
            return "the connector must answer `Version` with `major.minor.patch`";
        }

        return (major, minor) switch
        {
            (Major, >= OldestMinor and <= NewestMinor) => null,
            ( > Major, _) or (Major, > NewestMinor) => "upgrade `autoschematic`, or use an older release of the connector",
            _ => "upgrade the connector, or rebuild it with a newer SDK",
        };
    }

    private static bool TryNumber(string text, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
