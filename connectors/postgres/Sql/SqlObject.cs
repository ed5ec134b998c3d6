namespace Autoschematic.Postgres.Sql;

/// <summary>What a file says about the one thing that it declares.</summary>
/// <param name="Name">The thing's name where it is created.</param>
/// <param name="Owner">The owner that the file names; null when it names none.</param>
/// <param name="Statements">The statements that make it, without the one that names the owner.</param>
internal sealed record SqlObject(SqlName Name, string? Owner, IReadOnlyList<SqlStatement> Statements);
