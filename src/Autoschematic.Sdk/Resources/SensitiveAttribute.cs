namespace Autoschematic.Sdk.Resources;

/// <summary>Says that a field's value is shown in no message.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class SensitiveAttribute : Attribute;
