namespace Autoschematic.Sdk;

/// <summary>What documentation is asked for.</summary>
public abstract record DocIdent
{
    private DocIdent()
    {
    }

    /// <summary>A struct.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Struct(string Name) : DocIdent;

    /// <summary>A field of a struct.</summary>
    /// <param name="Parent">The struct.</param>
    /// <param name="Name">The field.</param>
    public sealed record Field(string Parent, string Name) : DocIdent;

    /// <summary>A variant of an enum.</summary>
    /// <param name="Parent">The enum.</param>
    /// <param name="Name">The variant.</param>
    public sealed record EnumVariant(string Parent, string Name) : DocIdent;
}
