namespace Autoschematic.LanguageServer.Schemas;

/// <summary>A struct or an enum that a document may hold.</summary>
/// <param name="Name">How documents name it; a name that begins with a space is never written.</param>
/// <param name="Documentation">What people read about it, in Markdown.</param>
internal abstract record TypeSchema(string Name, string? Documentation)
{
    /// <summary>A struct, or the object of a JSON body.</summary>
    /// <param name="IsComplete">Whether the fields are all there are, so that another one is a mistake.</param>
    public sealed record Struct(string Name, string? Documentation, IReadOnlyList<FieldSchema> Fields, bool IsComplete)
        : TypeSchema(Name, Documentation)
    {
        public FieldSchema? Find(string? name) => Fields.FirstOrDefault(field => field.Name == name);
    }

    /// <summary>An enum.</summary>
    public sealed record Enum(string Name, string? Documentation, IReadOnlyList<VariantSchema> Variants)
        : TypeSchema(Name, Documentation)
    {
        public VariantSchema? Find(string? name) => Variants.FirstOrDefault(variant => variant.Name == name);
    }
}
