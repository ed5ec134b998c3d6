using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>A connector as the configuration has it.</summary>
/// <param name="Shortname">Name in its prefix.</param>
/// <param name="Spec">How it is started.</param>
/// <param name="Environment">Its own environment layer.</param>
/// <param name="Concurrency">Calls at a time, when given.</param>
/// <param name="Location">Where its shortname stands.</param>
public sealed record ConfiguredConnector(
    string Shortname,
    ConnectorSpec Spec,
    EnvironmentLayer Environment,
    int? Concurrency,
    SourceLocation Location)
{
    /// <summary>Where what it is started from stands: the path of its spec, else the spec.</summary>
    public SourceLocation? SpecLocation { get; init; }
}
