using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Parsing;

namespace Autoschematic.LanguageServer.Features.Hovering;

/// <summary>A struct, field or variant that a name in a document means.</summary>
/// <param name="Headline">What it is, as a line of RON.</param>
/// <param name="Remark">What is to be said of it in a word.</param>
/// <param name="Documentation">What people read about it, in Markdown.</param>
/// <param name="Ident">What a connector may be asked about it.</param>
/// <param name="Held">A variant, and the field that it stands in: bodies do not say what their enums are called, and connectors do.</param>
internal sealed record NamedThing(
    string Headline, string? Remark, string? Documentation, DocIdent? Ident, (DocIdent.Field Field, string Variant)? Held = null)
{
    /// <summary>What the name at a caret means; null when it means nothing that is known.</summary>
    public static NamedThing? At(DocumentSchema schema, Caret caret, string source, bool isJson)
    {
        var place = schema.PlaceOf(caret);
        if (caret.IsAtLabel && caret.Next == TokenKind.Colon && place.Owner is { } owner)
        {
            return FieldOf(schema, owner, isJson ? source.Trim('"') : source);
        }

        return !caret.IsInName ? null
            : schema.Find(place.Expected) switch
            {
                TypeSchema.Enum choice when choice.Find(source) is { } variant => VariantOf(choice, variant) with { Held = HolderOf(schema, place, source) },
                TypeSchema.Struct found when found.Name == source => StructOf(found),
                _ => schema.Types.GetValueOrDefault(source) is TypeSchema.Struct known ? StructOf(known)
                    : caret.Next == TokenKind.OpenParenthesis && source != "Some" ? new(source, null, null, new DocIdent.Struct(source))
                    : null,
            };
    }

    /// <summary>It as Markdown, with what a connector told of it.</summary>
    public string Describe(Docstring? told)
    {
        var headline = told is { Type: { Length: > 0 } type } && Ident is DocIdent.Field ? $"{Headline.Split(':')[0]}: {type}" : Headline;
        var text = told is { Markdown: { Length: > 0 } markdown } ? markdown : Documentation;
        return string.Join("\n\n", new[] { $"```ron\n{headline}\n```", Remark, text }.OfType<string>());
    }

    private static NamedThing? FieldOf(DocumentSchema schema, TypeSchema.Struct owner, string name)
    {
        var ident = NameOf(schema, owner) is { } parent ? new DocIdent.Field(parent, name) : null;
        return owner.Find(name) is { } field
            ? new($"{name}: {schema.Describe(field.Type)}", owner.IsComplete && !field.IsRequired ? "*optional*" : null, field.Documentation, ident)
            : ident is null || owner.IsComplete ? null
            : new(name, null, null, ident);
    }

    /// <summary>What connectors know a struct by: the object of a JSON body has no name, and is the one they have an empty name for.</summary>
    private static string? NameOf(DocumentSchema schema, TypeSchema.Struct owner)
        => !owner.Name.StartsWith(' ') ? owner.Name : schema.Find(schema.Root) == owner ? "" : null;

    private static (DocIdent.Field Field, string Variant)? HolderOf(DocumentSchema schema, SchemaPlace place, string variant)
        => place is { Owner: { } owner, Field: { } field } && NameOf(schema, owner) is { } parent ? (new(parent, field.Name), variant) : null;

    private static NamedThing StructOf(TypeSchema.Struct found)
        => new($"{found.Name}({Fields(found)})", null, found.Documentation, new DocIdent.Struct(found.Name));

    private static NamedThing VariantOf(TypeSchema.Enum choice, VariantSchema variant)
        => new(
            variant.Content is { } content ? $"{variant.Name}({Fields(content)})" : variant.Name,
            choice.Name.StartsWith(' ') ? null : $"*variant of* `{choice.Name}`",
            variant.Documentation,
            choice.Name.StartsWith(' ') ? new DocIdent.Struct(variant.Name) : new DocIdent.EnumVariant(choice.Name, variant.Name));

    private static string Fields(TypeSchema.Struct found)
        => string.Join(", ", found.Fields.Select(field => field.IsRequired ? field.Name : $"{field.Name}?"));
}
