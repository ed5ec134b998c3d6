using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>Says which `env` lines a configuration lacks.</summary>
public static class EnvironmentHints
{
    /// <summary>The hint for a connector whose Init failed while variables were kept from it; null when there were none.</summary>
    public static string? ForFailedInit(IReadOnlyList<string> denied)
        => denied.Count == 0 ? null
            : $"these variables are set but not passed to the connector; add to its `env`: {string.Join(" ", CredentialVariables.LinesFor(denied))}";

    /// <summary>The one warning of a run whose connectors inherit the host's environment, with the lines to add.</summary>
    public static Diagnostic InheritedWarning(RepositoryConfig config, IReadOnlyDictionary<string, string> hostVariables)
    {
        var shortnames = config.Prefixes.SelectMany(prefix => prefix.Connectors).Select(connector => connector.Shortname);
        var lines = CredentialVariables.LinesFor([.. CredentialVariables.In(hostVariables.Keys, [.. shortnames])]);
        return EnvironmentDiagnostics.Inherited(
            config.Prefixes.Count == 0 ? null : config.Prefixes[0].Location,
            lines.Count == 0 ? ["\"NAME\": \"env://NAME\","] : lines);
    }
}
