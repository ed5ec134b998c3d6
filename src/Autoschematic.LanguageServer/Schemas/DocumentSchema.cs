using Autoschematic.LanguageServer.Documents;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>What a document may hold.</summary>
/// <param name="Root">The root value.</param>
/// <param name="Types">The structs and enums by their names.</param>
internal sealed record DocumentSchema(SchemaType Root, IReadOnlyDictionary<string, TypeSchema> Types)
{
    /// <summary>Nothing is known.</summary>
    public static DocumentSchema Empty { get; } = new(SchemaType.Unknown, new Dictionary<string, TypeSchema>());

    public TypeSchema? Find(SchemaType? type) => type?.Inner is SchemaType.Named named ? Types.GetValueOrDefault(named.Name) : null;

    /// <summary>What a place in a document may hold.</summary>
    public SchemaPlace PlaceOf(Caret caret)
    {
        var place = new SchemaPlace(null, Root, null, null);
        foreach (var frame in caret.Frames)
        {
            place = Enter(place.Expected, frame);
        }

        return place;
    }

    /// <summary>A type as people read it.</summary>
    public string Describe(SchemaType type) => type switch
    {
        SchemaType.Option option => $"Option<{Describe(option.Content)}>",
        SchemaType.List list => $"[{Describe(list.Element)}]",
        SchemaType.Map map => $"{{{Describe(map.Key)}: {Describe(map.Value)}}}",
        SchemaType.Named { Name: [' ', ..] } when Find(type) is TypeSchema.Enum choice => string.Join(" | ", choice.Variants.Select(variant => variant.Name)),
        _ => type.ToString(),
    };

    private SchemaPlace Enter(SchemaType? expected, CaretFrame frame)
    {
        var type = expected?.Inner;
        switch (frame.Opener)
        {
            case '[':
                return new(null, (type as SchemaType.List)?.Element, null, null);
            case '{' when type is SchemaType.Map map:
                return frame.Label is null ? new(null, map.Key, null, null) : new(null, map.Value, null, null);
            case '(' when frame.Name == "Some":
                return new(null, type, null, null);
            default:
                var (owner, variant) = StructOf(type, frame);
                return owner is null ? new(null, null, null, null)
                    : frame.Label is { } label ? new(owner, owner.Find(label)?.Type, variant, owner.Find(label))
                    : new(owner, null, variant, null);
        }
    }

    /// <summary>The struct that parentheses or braces hold: the one that is expected there, else the one they name.</summary>
    private (TypeSchema.Struct? Struct, TypeSchema.Enum? VariantOf) StructOf(SchemaType? type, CaretFrame frame) => Find(type) switch
    {
        TypeSchema.Struct found when frame.Opener == '{' || frame.Name is null || frame.Name == found.Name => (found, null),
        TypeSchema.Enum choice when choice.Find(frame.Name) is { } variant => (variant.Content, choice),
        _ => (frame.Name is { } name ? Types.GetValueOrDefault(name) as TypeSchema.Struct : null, null),
    };
}
