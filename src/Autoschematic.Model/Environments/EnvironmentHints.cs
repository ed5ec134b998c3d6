using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Environments;

/// <summary>Says which `env` lines a configuration lacks.</summary>
public static class EnvironmentHints
{
    /// <summary>The hint for a connector whose Init failed while variables were kept from it; null when there were none.</summary>
    public static string? ForFailedInit(IReadOnlyList<string> denied) => throw new NotImplementedException();

    /// <summary>The one warning of a run whose connectors inherit the host's environment, with the lines to add.</summary>
    public static Diagnostic InheritedWarning(RepositoryConfig config, IReadOnlyDictionary<string, string> hostVariables)
        => throw new NotImplementedException();
}
