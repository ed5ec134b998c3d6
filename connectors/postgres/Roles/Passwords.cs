using System.Text.RegularExpressions;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk;

namespace Autoschematic.Postgres.Roles;

/// <summary>Passwords, which are known by the names of the variables that hold them.</summary>
internal sealed partial class Passwords(Variables variables)
{
    public static bool IsName(string text) => VariableName().IsMatch(text);

    /// <summary>Why the password that a variable holds cannot be set; null when it can.</summary>
    public string? Problem(string variable)
        => variables[variable] is not { } password
            ? $"The environment variable `{variable}` is not set (add `\"{variable}\": \"env://{variable}\"` or a `secret://` to the connector's `env`)"
            : password.Any(character => character is < ' ' or > '~')
                ? $"The password in `{variable}` has characters that are not printable ASCII, whose form depends on the client"
                : null;

    /// <summary>What the server is told of a password.</summary>
    public string HashOf(string variable)
        => Problem(variable) is { } problem ? throw new ConnectorServiceException(problem) : ScramHash.Of(variables[variable]!);

    /// <summary>The body of a role, which names no variable whose password it does not have any more.</summary>
    public Role Check(string name, FoundRole found)
        => found is { Role.SecretRef: { } variable, IsHashKnown: true }
            && (found.PasswordHash is not { } hash || (variables[variable] is { } password && !ScramHash.Fits(hash, password, name)))
                ? found.Role with { SecretRef = null }
                : found.Role;

    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
