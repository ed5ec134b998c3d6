namespace Autoschematic.Ron.Binding;

/// <summary>Says that a record with one property is written as that property's value alone.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RonNewtypeAttribute : Attribute;
