namespace Autoschematic.Postgres.Sql;

/// <summary>Where the thing is that a file declares.</summary>
internal sealed record SqlPlace(string Database, string Schema, string Name);
