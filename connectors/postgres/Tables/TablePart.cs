namespace Autoschematic.Postgres.Tables;

/// <summary>A constraint, with the definition that follows its name, or an index, with the whole statement that creates it.</summary>
internal sealed record TablePart(string Name, string Definition, string? Comment);
