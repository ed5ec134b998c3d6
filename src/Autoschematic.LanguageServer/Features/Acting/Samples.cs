using Autoschematic.LanguageServer.Schemas;

namespace Autoschematic.LanguageServer.Features.Acting;

/// <summary>Values to begin with, which are to be changed but can be read as they are.</summary>
internal static class Samples
{
    private const int MaximumDepth = 4;

    public static string Of(DocumentSchema schema, SchemaType type, bool isJson, string? example = null, int depth = 0) => example ?? type switch
    {
        SchemaType.Option or SchemaType.Any => isJson ? "null" : "None",
        SchemaType.Boolean => "false",
        SchemaType.Number { Name: "float" } => "0.0",
        SchemaType.Number => "0",
        SchemaType.List => "[]",
        SchemaType.Map => "{}",
        SchemaType.Named when depth < MaximumDepth && schema.Find(type) is { } found => OfNamed(schema, found, isJson, depth),
        _ => "\"\"",
    };

    private static string OfNamed(DocumentSchema schema, TypeSchema type, bool isJson, int depth) => type switch
    {
        TypeSchema.Struct found => OfStruct(schema, found, isJson, depth),
        TypeSchema.Enum { Variants: [var first, ..] } => first.Content is { } content ? OfStruct(schema, content, isJson, depth)
            : isJson ? $"\"{first.Name}\"" : first.Name,
        _ => "\"\"",
    };

    private static string OfStruct(DocumentSchema schema, TypeSchema.Struct found, bool isJson, int depth)
    {
        var fields = found.Fields.Where(field => field.IsRequired).Select(field =>
            $"{(isJson ? $"\"{field.Name}\"" : field.Name)}: {Of(schema, field.Type, isJson, field.Example, depth + 1)}");
        var content = string.Join(", ", fields);
        return isJson ? $"{{{content}}}" : $"{(found.Name.StartsWith(' ') ? "" : found.Name)}({content})";
    }
}
