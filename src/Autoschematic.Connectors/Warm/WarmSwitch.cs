namespace Autoschematic.Connectors.Warm;

/// <summary>Whether connectors may outlive commands, as the environment says.</summary>
public static class WarmSwitch
{
    /// <summary>`on` or `off`.</summary>
    public const string Variable = "AUTOSCHEMATIC_DAEMON";

    /// <summary>On unless it was switched off, or this is a machine for builds, where nothing outlives a job.</summary>
    public static bool IsOn(IReadOnlyDictionary<string, string> environment)
        => environment.GetValueOrDefault(Variable) switch
        {
            "on" => true,
            "off" => false,
            _ => string.IsNullOrEmpty(environment.GetValueOrDefault("CI")),
        };

    /// <summary>The value when it is neither.</summary>
    public static string? Problem(IReadOnlyDictionary<string, string> environment)
        => environment.GetValueOrDefault(Variable) is { Length: > 0 } value && value is not ("on" or "off") ? value : null;
}
