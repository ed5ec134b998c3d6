namespace Autoschematic.Ron.Binding;

/// <summary>Says that a record is written by position, as <c>Name(a, b)</c>; with one property a union case is a newtype variant.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RonTupleAttribute : Attribute;
