namespace Autoschematic.Ron.Syntax;

/// <summary>What a node of the tree is.</summary>
public enum SyntaxKind : byte
{
    /// <summary>The whole text; its children are attributes and the root value.</summary>
    Document,

    /// <summary><c>#![enable(…)]</c>; its children are the extension names.</summary>
    Attribute,

    /// <summary>An identifier that names a struct, a variant, a field or an extension.</summary>
    Name,

    /// <summary>A whole number, byte literals excluded.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent, <c>inf</c> or <c>NaN</c>.</summary>
    Float,

    /// <summary><c>b'a'</c>.</summary>
    Byte,

    /// <summary><c>'a'</c>.</summary>
    Character,

    /// <summary><c>"text"</c>.</summary>
    String,

    /// <summary><c>r#"text"#</c>.</summary>
    RawString,

    /// <summary><c>b"bytes"</c>.</summary>
    ByteString,

    /// <summary><c>br#"bytes"#</c>.</summary>
    RawByteString,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>JSON's <c>null</c>.</summary>
    Null,

    /// <summary><c>None</c>.</summary>
    None,

    /// <summary>Exactly <c>()</c>.</summary>
    Unit,

    /// <summary>A unit struct or unit variant: a name alone.</summary>
    Identifier,

    /// <summary><c>Some value</c> without parentheses; its child is the value.</summary>
    BareSome,

    /// <summary><c>(a, b)</c> or <c>Name(a, b)</c>; the name, if any, is the first child.</summary>
    Tuple,

    /// <summary><c>(a: 1)</c> or <c>Name(a: 1)</c>; the name, if any, is the first child, then come fields.</summary>
    Struct,

    /// <summary><c>[a, b]</c>.</summary>
    List,

    /// <summary><c>{a: 1}</c>; its children are entries.</summary>
    Map,

    /// <summary><c>name: value</c> in a struct; its children are the name and the value.</summary>
    Field,

    /// <summary><c>key: value</c> in a map; its children are the key and the value.</summary>
    Entry,

    /// <summary>A place where a value or name should stand; empty.</summary>
    Missing,

    /// <summary>Text that could not be understood.</summary>
    Error,
}
