using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Values as messages show them: what a body would say, with `***` in the place of what is never shown.</summary>
internal static class ShownValues
{
    private static readonly RonValue.Text Hidden = new("***");

    public static RonValue Of(RonValue value, TypeSchema schema) => Hide(ValueShaping.ToWrite(value, schema), schema);

    private static RonValue Hide(RonValue value, TypeSchema schema)
        => (value, schema) switch
        {
            (RonValue.None, _) => value,
            (RonValue.Some some, TypeSchema.Option option) => new RonValue.Some(Hide(some.Value, option.Inner)),
            (_, TypeSchema.Option option) => Hide(value, option.Inner),
            (RonValue.Struct record, TypeSchema.Record type) => new RonValue.Struct(
                record.Name, new(record.Fields.Select(field => KeyValuePair.Create(field.Key, Hide(field.Value, FieldOf(type, field.Key)))))),
            (RonValue.List list, TypeSchema.Sequence type) => new RonValue.List(new(list.Items.Select(item => Hide(item, type.Element)))),
            (RonValue.Map map, TypeSchema.Mapping type) => new RonValue.Map(
                new(map.Entries.Select(entry => KeyValuePair.Create(Hide(entry.Key, type.Key), Hide(entry.Value, type.Value))))),
            (RonValue.Tuple tuple, TypeSchema.Positional type) when tuple.Items.Count == type.Items.Count
                => tuple with { Items = new(tuple.Items.Select((item, index) => Hide(item, type.Items[index]))) },
            (_, TypeSchema.Positional { Items: [var only] }) => Hide(value, only),
            (RonValue.Struct { Name: { } name }, TypeSchema.Choice choice) when ContentOf(choice, name) is { } content => Hide(value, content),
            (RonValue.Tuple { Name: { } name }, TypeSchema.Choice choice) when ContentOf(choice, name) is { } content => Hide(value, content),
            (RonValue.Unit, TypeSchema.Choice) => value,

            // Of what is not as its type says nobody knows which part is the secret.
            _ => Hides(schema, []) ? Hidden : value,
        };

    private static RonValue Hide(RonValue value, FieldSchema? field)
        => field is null || value is RonValue.None ? value : field.IsSensitive ? Hidden : Hide(value, field.Type);

    private static FieldSchema? FieldOf(TypeSchema.Record record, string name) => record.Fields.Find(field => field.Name == name);

    private static TypeSchema? ContentOf(TypeSchema.Choice choice, string name)
        => choice.Variants.Find(variant => variant.Name == name)?.Content;

    /// <summary>Whether anything of a type is never shown.</summary>
    private static bool Hides(TypeSchema schema, HashSet<TypeSchema> seen)
        => seen.Add(schema) && schema switch
        {
            TypeSchema.Option option => Hides(option.Inner, seen),
            TypeSchema.Sequence sequence => Hides(sequence.Element, seen),
            TypeSchema.Mapping mapping => Hides(mapping.Key, seen) || Hides(mapping.Value, seen),
            TypeSchema.Positional positional => positional.Items.Exists(item => item.IsSensitive || Hides(item.Type, seen)),
            TypeSchema.Record record => record.Fields.Exists(field => field.IsSensitive || Hides(field.Type, seen)),
            TypeSchema.Choice choice => choice.Variants.Exists(variant => variant.Content is { } content && Hides(content, seen)),
            _ => false,
        };
}
