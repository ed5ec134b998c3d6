using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>The `env_file` and `env` of a prefix, connector or task, entries in file order.</summary>
/// <param name="File">The env file, when there is one.</param>
/// <param name="FileLocation">Where `env_file` is written.</param>
/// <param name="Entries">The entries of `env`.</param>
public sealed record EnvironmentLayer(RepoPath? File, SourceLocation? FileLocation, IReadOnlyList<EnvironmentEntry> Entries)
{
    public static EnvironmentLayer Empty { get; } = new(null, null, []);
}
