namespace Autoschematic.Ron.Binding;

/// <summary>Names types as RON does.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
        => type.Name.IndexOf('`', StringComparison.Ordinal) is var arity and >= 0 ? type.Name[..arity] : type.Name;
}
