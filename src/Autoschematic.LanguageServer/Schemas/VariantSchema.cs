namespace Autoschematic.LanguageServer.Schemas;

/// <summary>A variant of an enum.</summary>
/// <param name="Name">How documents name it.</param>
/// <param name="Documentation">What people read about it, in Markdown.</param>
/// <param name="Content">What stands between its parentheses; null when it has none.</param>
internal sealed record VariantSchema(string Name, string? Documentation, TypeSchema.Struct? Content);
