namespace Autoschematic.Sdk.Resources;

/// <summary>Which resource is meant: the values of its address's placeholders.</summary>
/// <remarks>
/// Of a resource whose id the remote side picks, the last value is that id, except when it is being created: then it is the
/// name its file has. The values of parents are always their ids.
/// </remarks>
public sealed class ResourceKey : IEquatable<ResourceKey>
{
    private readonly AddressPattern pattern;
    private readonly string[] values;

    internal ResourceKey(AddressPattern pattern, string[] values)
    {
        this.pattern = pattern;
        this.values = values;
        Address = pattern.Form(values);
    }

    /// <summary>The address that the values make.</summary>
    public string Address { get; }

    /// <summary>The value of the last placeholder: the resource's own name or id.</summary>
    public string Name => values.Length > 0 ? values[^1] : "";

    /// <summary>The values in the order of the template.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>The address of the resource's file, as far as it is known; else the same as <see cref="Address"/>.</summary>
    public string VirtualAddress { get => field ?? Address; init; }

    /// <summary>The name that the resource's file has, as people know it; empty where the template has no placeholder.</summary>
    internal string FileName => pattern.TryMatch(VirtualAddress) is [.., var last] ? last : Name;

    /// <summary>While an operation is executed: what stays the same when it is sent again; pass it on to an API that knows such keys.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The value of a placeholder.</summary>
    /// <param name="placeholder">Its name.</param>
    public string this[string placeholder]
    {
        get
        {
            for (var index = 0; index < values.Length; index++)
            {
                if (pattern.Names[index] == placeholder)
                {
                    return values[index];
                }
            }

            throw new ArgumentException($"`{pattern.Template}` has no placeholder `[{placeholder}]`", nameof(placeholder));
        }
    }

    /// <inheritdoc/>
    public bool Equals(ResourceKey? other) => other is not null && Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceKey);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Address);

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
