using System.Text.RegularExpressions;
using Autoschematic.Ron.Binding;

namespace Autoschematic.Sdk.Resources;

/// <summary>Where a secret is, in place of the secret: a field of this type holds the name of an environment variable, such as `"APP_PASSWORD"`.</summary>
/// <remarks>
/// The configuration gives the variable to the connector, as in `env: {"APP_PASSWORD": "secret://…"}`. Bodies, plans and messages
/// hold only its name; a handler calls <see cref="Resolve"/> when it needs the secret.
/// </remarks>
[RonTuple]
public sealed partial record SecretRef
{
    private const string Scheme = "env://";

    /// <summary>Refers to a variable.</summary>
    /// <param name="name">Its name; `env://` may stand before it.</param>
    public SecretRef(string name)
    {
        var bare = name is not null && name.StartsWith(Scheme, StringComparison.Ordinal) ? name[Scheme.Length..] : name;
        Name = bare is not null && Variable().IsMatch(bare)
            ? bare
            : throw new FormatException("it must name an environment variable of the connector, such as `APP_PASSWORD`, and not be the secret itself");
    }

    /// <summary>The name of the variable, which is no secret.</summary>
    public string Name { get; }

    /// <summary>The secret.</summary>
    /// <returns>The value of the variable; that it is not there is an error which names it.</returns>
    public string Resolve()
    {
#pragma warning disable RS0030 // The environment of a connector is what its host configured for it.
        return Environment.GetEnvironmentVariable(Name) is { Length: > 0 } value
#pragma warning restore RS0030
            ? value
            : throw ConnectorServiceException.PermissionDenied(
                $"The variable `{Name}` is not passed to the connector; add `\"{Name}\": \"env://{Name}\"` or a `secret://` path to its `env`");
    }

    /// <summary>The name of the variable.</summary>
    public override string ToString() => Name;

    // Capitals only: most passwords that are pasted by mistake have other characters.
    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]*\z")]
    private static partial Regex Variable();
}
