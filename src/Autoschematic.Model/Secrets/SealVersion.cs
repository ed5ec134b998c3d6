namespace Autoschematic.Model.Secrets;

/// <summary>How a secret is sealed; both are read for ever.</summary>
public enum SealVersion
{
    /// <summary>No associated data; what every server reads.</summary>
    One = 1,

    /// <summary>Path, key id, domain and ephemeral key are bound to the value.</summary>
    Two = 2,
}
