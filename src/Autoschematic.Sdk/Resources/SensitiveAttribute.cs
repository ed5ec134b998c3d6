namespace Autoschematic.Sdk.Resources;

/// <summary>Says that the SDK's sentences hide a field's value; bodies hold it in clear.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class SensitiveAttribute : Attribute;
