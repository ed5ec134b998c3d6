namespace Autoschematic.Postgres.Server;

/// <summary>The environment variables that the connector was started with.</summary>
internal sealed class Variables(Func<string, string?> read)
{
    /// <summary>The value of a variable; null when it is not set, or empty.</summary>
    public string? this[string name] => read(name) is { Length: > 0 } value ? value : null;
}
