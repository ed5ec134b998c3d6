using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;

namespace Autoschematic.Model.Connectors;

/// <summary>Everything needed to start one connector.</summary>
/// <param name="RepositoryRoot">Absolute path; the working directory of the process.</param>
/// <param name="Prefix">The prefix it serves.</param>
/// <param name="Shortname">Its name in the configuration.</param>
/// <param name="Spec">How to start it.</param>
/// <param name="Environment">The child's whole environment, already resolved.</param>
/// <param name="Concurrency">Concurrent calls from the configuration, if given.</param>
/// <param name="DeniedVariables">Names of host variables that strict mode kept away, for hints.</param>
public sealed record ConnectorLaunch(
    string RepositoryRoot,
    Prefix Prefix,
    string Shortname,
    ConnectorSpec Spec,
    IReadOnlyDictionary<string, string> Environment,
    int? Concurrency,
    IReadOnlyList<string> DeniedVariables)
{
    /// <summary>What the lock file has of the spec's package, in whatever version; null when the program is looked up instead.</summary>
    public LockedPackage? Locked { get; init; }
}
