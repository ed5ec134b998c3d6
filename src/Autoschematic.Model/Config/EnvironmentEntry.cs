using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>One entry of an `env` map, as written.</summary>
public sealed record EnvironmentEntry(string Name, string Value, SourceLocation Location)
{
    /// <summary>The host variable that `env://NAME` asks for, else null.</summary>
    public string? HostVariable => Value.StartsWith("env://", StringComparison.Ordinal) ? Value["env://".Length..] : null;

    /// <summary>The sealed file that `secret://PATH` names, else null.</summary>
    public string? SecretPath => Value.StartsWith("secret://", StringComparison.Ordinal) ? Value["secret://".Length..] : null;
}
