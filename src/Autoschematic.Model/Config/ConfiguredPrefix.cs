using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>A prefix with its connectors, in file order.</summary>
/// <param name="Location">Where its name stands.</param>
public sealed record ConfiguredPrefix(
    Prefix Prefix,
    IReadOnlyList<ConfiguredConnector> Connectors,
    string? Description,
    string? ResourceGroup,
    IReadOnlyList<ConfiguredTask> Tasks,
    EnvironmentLayer Environment,
    SourceLocation Location)
{
    public ConfiguredConnector? FindConnector(string shortname)
        => Connectors.FirstOrDefault(connector => connector.Shortname == shortname);
}
