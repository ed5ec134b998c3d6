namespace Autoschematic.Model.Connectors;

/// <summary>What documentation is asked for.</summary>
public abstract record DocIdent
{
    private DocIdent()
    {
    }

    public sealed record Struct(string Name) : DocIdent;

    public sealed record Field(string Parent, string Name) : DocIdent;

    public sealed record EnumVariant(string Parent, string Name) : DocIdent;
}
