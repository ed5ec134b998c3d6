namespace Autoschematic.Sdk.Resources;

/// <summary>Gives a field a value in skeletons, which optional fields are then part of.</summary>
/// <param name="source">The value as it stands in a RON document: `"text"`, `5432`, `["a", "b"]`.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class ExampleAttribute(string source) : Attribute
{
    /// <summary>The value as it stands in a RON document.</summary>
    public string Source { get; } = source;
}
