namespace Autoschematic.Ron.Values;

/// <summary>Extensions of RON that change what a document means; a document can add to them by <c>#![enable(…)]</c>.</summary>
[Flags]
public enum RonExtensions
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A newtype struct is written as its content.</summary>
    UnwrapNewtypes = 1,

    /// <summary>A bare value fills an option.</summary>
    ImplicitSome = 2,

    /// <summary>Inside <c>Some(…)</c> and newtype variants the inner struct's name and parentheses are left out.</summary>
    UnwrapVariantNewtypes = 4,

    /// <summary>Structs need their name.</summary>
    ExplicitStructNames = 8,

    /// <summary>What untyped documents are read with.</summary>
    Untyped = UnwrapNewtypes | ImplicitSome | UnwrapVariantNewtypes,

    /// <summary>What typed documents are read with.</summary>
    Typed = Untyped | ExplicitStructNames,
}
