namespace Autoschematic.LanguageServer.Schemas;

/// <summary>What a place in a document may hold.</summary>
/// <param name="Owner">The struct whose parentheses the place is in; null in lists, maps and what nobody knows.</param>
/// <param name="Expected">What a value, or the key of a map, may be there; null when nobody knows, and where a name stands.</param>
/// <param name="VariantOf">The enum that <paramref name="Owner"/> is a variant of.</param>
/// <param name="Field">The field whose value the place is in.</param>
internal sealed record SchemaPlace(TypeSchema.Struct? Owner, SchemaType? Expected, TypeSchema.Enum? VariantOf, FieldSchema? Field);
