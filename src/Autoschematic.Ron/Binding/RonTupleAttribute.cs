namespace Autoschematic.Ron.Binding;

/// <summary>
/// Says that a record is written by position, as <c>Name(a, b)</c>. With one property it is a newtype: that value alone when it
/// stands by itself, and <c>Name(value)</c> as a variant.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RonTupleAttribute : Attribute;
