using System.Text.RegularExpressions;

namespace Autoschematic.Sdk.Resources;

/// <summary>Names of types in the words of people.</summary>
internal static partial class Words
{
    private const string Role = "Handler";

    /// <summary>`DnsZone` is a `dns zone`.</summary>
    public static string Of(string type) => Borders().Replace(type, " ").ToLowerInvariant();

    /// <summary>What a handler handles: `DnsZoneHandler` a `dns zone`.</summary>
    public static string OfHandler(Type handler)
        => Of(handler.Name.EndsWith(Role, StringComparison.Ordinal) && handler.Name.Length > Role.Length ? handler.Name[..^Role.Length] : handler.Name);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Borders();
}
