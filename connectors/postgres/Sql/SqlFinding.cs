namespace Autoschematic.Postgres.Sql;

/// <summary>Something in a file that cannot be there.</summary>
internal sealed record SqlFinding(int Start, int Length, string Message);
