namespace Autoschematic.Sdk.Resources;

/// <summary>Says that a field can only be changed by deleting the resource and creating it again.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class ReplaceAttribute : Attribute;
