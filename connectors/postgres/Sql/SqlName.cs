namespace Autoschematic.Postgres.Sql;

/// <summary>A name as it stands in a statement, with what qualifies it.</summary>
internal sealed record SqlName(IReadOnlyList<SqlToken> Parts)
{
    public string Name => Parts[^1].Name!;

    public string? Qualifier => Parts.Count > 1 ? Parts[^2].Name : null;

    public int Start => Parts[0].Start;

    public int Length => Parts[^1].End - Start;
}
