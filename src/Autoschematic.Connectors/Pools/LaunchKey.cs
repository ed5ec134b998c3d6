using Autoschematic.Connectors.Install;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Tells launches apart by what they contain.</summary>
internal sealed record LaunchKey(string Root, string Prefix, string Shortname, string Program, string Environment)
{
    public static LaunchKey Of(ConnectorLaunch launch)
        => new(
            launch.RepositoryRoot,
            launch.Prefix.Name,
            launch.Shortname,
            $"{launch.Spec} {string.Join(',', FeaturesOf(launch.Spec) ?? [])} {launch.Concurrency} {(launch.Locked is { } locked ? StoreKey.Of(locked) : null)}",
            string.Join(
                '\0',
                launch.Environment.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
                    .Select(static pair => $"{pair.Key}={pair.Value}")));

    private static IReadOnlyList<string>? FeaturesOf(ConnectorSpec spec) => spec switch
    {
        CargoSpec cargo => cargo.Features,
        CargoLocalSpec cargo => cargo.Features,
        _ => null,
    };
}
