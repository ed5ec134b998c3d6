namespace Autoschematic.LanguageServer.Schemas;

/// <summary>A field of a struct.</summary>
/// <param name="Name">How documents name it.</param>
/// <param name="Type">What its value may be.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Documentation">What people read about it, in Markdown.</param>
/// <param name="Example">The source of a value to begin with, on one line; null when there is none.</param>
internal sealed record FieldSchema(string Name, SchemaType Type, bool IsRequired, string? Documentation, string? Example = null);
