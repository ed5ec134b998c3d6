namespace Autoschematic.Postgres.Grants;

/// <summary>Where privileges are: in a schema, or on a database.</summary>
/// <param name="Database">The database.</param>
/// <param name="Schema">The schema; null for the database itself.</param>
internal sealed record GrantPlace(string Database, string? Schema)
{
    public bool IsSchema => Schema is not null;

    public string Name => Schema ?? Database;
}
