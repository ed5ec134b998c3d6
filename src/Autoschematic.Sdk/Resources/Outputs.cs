namespace Autoschematic.Sdk.Resources;

/// <summary>What only the remote side can know of a resource, by name: `new Outputs { ["id"] = id }`.</summary>
public sealed class Outputs
{
    private readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> sensitive = new(StringComparer.Ordinal);

    /// <summary>No outputs.</summary>
    public static Outputs None => new();

    /// <summary>An output; a null value deletes it.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name]
    {
        get => values.GetValueOrDefault(name);
        set => values[name] = value;
    }

    /// <summary>Adds an output that is a secret: it is stored sealed and never shown.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The same outputs.</returns>
    public Outputs WithSecret(string name, string value)
    {
        values[name] = value;
        sensitive.Add(name);
        return this;
    }

    internal IReadOnlyDictionary<string, string?> Values => values;

    internal IReadOnlyCollection<string> Sensitive => sensitive;

    /// <summary>Those that exist.</summary>
    internal Dictionary<string, string> Present
        => values.Where(output => output.Value is not null).ToDictionary(output => output.Key, output => output.Value!, StringComparer.Ordinal);
}
