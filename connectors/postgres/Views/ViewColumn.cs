namespace Autoschematic.Postgres.Views;

/// <summary>A column of a view.</summary>
internal sealed record ViewColumn(string Name, string Type, string? Comment);
