using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>Says which `env` lines a configuration lacks.</summary>
public static class EnvironmentHints
{
    private static readonly string[] WordsOfCredentials =
    [
        "credential", "token", "api key", "apikey", "api_key", "access key", "password", "secret", "auth", "login", "log in", "forbidden",
        "access denied", "permission", "401", "403",
    ];

    /// <summary>The hint for a connector whose Init failed while variables were kept from it; null when none of them is likely to help.</summary>
    /// <param name="connector">Its shortname: what begins like it is likely to be its own.</param>
    /// <param name="reason">What it said.</param>
    /// <param name="code">The code of its error.</param>
    /// <param name="denied">Host variables that look like credentials and were kept from it.</param>
    public static string? ForFailedInit(string connector, string reason, ConnectorErrorCode code, IReadOnlyList<string> denied)
    {
        List<string> named = [.. denied.Where(name => reason.Contains(name, StringComparison.Ordinal))];
        var likely = named.Count > 0 ? named
            : code == ConnectorErrorCode.Auth || Array.Exists(WordsOfCredentials, word => reason.Contains(word, StringComparison.OrdinalIgnoreCase)) ? denied
            : [.. CredentialVariables.Own(denied, connector)];
        return likely.Count == 0 ? null
            : $"these variables are set but not passed to the connector; add to its `env`: {string.Join(" ", CredentialVariables.LinesFor(likely))}";
    }

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
