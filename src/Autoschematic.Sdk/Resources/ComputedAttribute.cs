namespace Autoschematic.Sdk.Resources;

/// <summary>Says that the remote side fills a field in: it is neither written into bodies nor compared; make it optional.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class ComputedAttribute : Attribute;
