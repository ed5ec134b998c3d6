namespace Autoschematic.Sdk.Resources;

/// <summary>Says that the order of a list means nothing; sets need no such word.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class UnorderedAttribute : Attribute;
