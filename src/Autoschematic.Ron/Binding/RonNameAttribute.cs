namespace Autoschematic.Ron.Binding;

/// <summary>The name a type, property or enum member has in RON; without it types keep their name and properties are snake_case.</summary>
/// <param name="name">The name.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field, Inherited = false)]
public sealed class RonNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
