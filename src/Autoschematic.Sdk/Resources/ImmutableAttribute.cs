namespace Autoschematic.Sdk.Resources;

/// <summary>Says that a field cannot change once the resource exists: a plan that would change it is an error.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
