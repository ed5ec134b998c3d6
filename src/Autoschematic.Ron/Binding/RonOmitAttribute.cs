namespace Autoschematic.Ron.Binding;

/// <summary>Says that an optional property is not written at all when it is null.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class RonOmitAttribute : Attribute;
