using Autoschematic.Ron.Binding;

namespace Autoschematic.Sdk.Resources;

/// <summary>Where a secret is, in place of the secret: a field of this type holds `"env://NAME"`.</summary>
/// <param name="Reference">`env://` and the name of a variable that the configuration passes to the connector.</param>
/// <remarks>
/// The variable itself may come from a sealed file. Bodies, plans and messages hold only the reference; a handler calls
/// <see cref="Resolve"/> when it needs the secret.
/// </remarks>
[RonTuple]
public sealed record SecretReference(string Reference)
{
    private const string Scheme = "env://";

    /// <summary>The reference itself, which is no secret.</summary>
    public string Reference { get; } = Reference is not null && Reference.StartsWith(Scheme, StringComparison.Ordinal) && Reference.Length > Scheme.Length
        ? Reference
        : throw new FormatException("a secret is referred to by `env://` and the name of a variable");

    /// <summary>The secret.</summary>
    /// <returns>The value of the variable; that it is not there is an error which names it.</returns>
    public string Resolve()
    {
        var name = Reference[Scheme.Length..];
#pragma warning disable RS0030 // The environment of a connector is what its host configured for it.
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
#pragma warning restore RS0030
            ? value
            : throw ConnectorServiceException.PermissionDenied(
                $"The variable `{name}` is not passed to the connector; add `\"{name}\": \"env://{name}\"` or a `secret://` path to its `env`");
    }

    /// <summary>The reference.</summary>
    public override string ToString() => Reference;
}
