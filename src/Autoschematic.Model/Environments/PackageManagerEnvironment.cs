namespace Autoschematic.Model.Environments;

/// <summary>What package managers get of the host's environment: what every program gets, and their own settings.</summary>
public static class PackageManagerEnvironment
{
    private static readonly string[] Settings = ["PIP_*", "CARGO_*", "RUSTUP_*", "NUGET_*", "DOTNET_*", "MSBUILD*"];

    // These say where a package goes or which of its files, which is not for the user's settings to say here.
    private static readonly HashSet<string> Places = new(StringComparer.Ordinal)
    {
        "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_PYTHON", "PIP_DEST", "PIP_SRC", "PIP_REQUIREMENT", "PIP_EDITABLE", "PIP_NO_DEPS",
        "PIP_REQUIRE_HASHES", "PIP_REQUIRE_VIRTUALENV", "PIP_IGNORE_INSTALLED", "PIP_DRY_RUN", "PIP_REPORT", "PIP_QUIET",
        "CARGO_INSTALL_ROOT", "CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR",
    };

    /// <summary>The variables that are passed on.</summary>
    public static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host
            .Where(variable => VariableNames.IsAllowed(variable.Key, Settings) && !Places.Contains(variable.Key))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The values among them that nobody is to see.</summary>
    public static IReadOnlyList<string> SecretsOf(IReadOnlyDictionary<string, string> passed)
    {
        ArgumentNullException.ThrowIfNull(passed);
        return [.. passed.Where(variable => VariableNames.LooksSecret(variable.Key)).Select(variable => variable.Value)];
    }
}
