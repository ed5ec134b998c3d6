using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Values without what a body does not say: what the remote side fills in, and what is there anyway.</summary>
internal static class ValueShaping
{
    /// <summary>The value as it is compared: computed fields are gone, and what has no order is sorted.</summary>
    public static RonValue ToCompare(RonValue value, TypeSchema schema) => Shape(value, schema, isWritten: false);

    /// <summary>The value as it is written: computed fields, empty options and defaults are gone.</summary>
    public static RonValue ToWrite(RonValue value, TypeSchema schema) => Shape(value, schema, isWritten: true);

    private static RonValue Shape(RonValue value, TypeSchema schema, bool isWritten)
        => (value, schema) switch
        {
            (RonValue.Some some, TypeSchema.Option option) => Shape(some.Value, option.Inner, isWritten),
            (RonValue.None, _) => value,
            (_, TypeSchema.Option option) => Shape(value, option.Inner, isWritten),
            (RonValue.Struct record, TypeSchema.Record type) => Record(record, type, isWritten),
            (RonValue.List list, TypeSchema.Sequence type) => List(list, type, isWritten, isUnordered: false),
            (RonValue.Map map, TypeSchema.Mapping type) => Map(map, type.Value, isWritten),
            (RonValue.Map map, TypeSchema.Record) => Map(map, new TypeSchema.Anything(), isWritten),
            (RonValue.Map map, TypeSchema.Anything) => Map(map, schema, isWritten),
            (RonValue.List list, TypeSchema.Anything) => new RonValue.List(new(list.Items.Select(item => Shape(item, schema, isWritten)))),
            (RonValue.Tuple tuple, TypeSchema.Positional type) => Tuple(tuple, type, isWritten),

            // What holds one value is written bare, and a variant that holds one record has that record's fields.
            (_, TypeSchema.Positional { Items: [var only] }) => Shape(value, only.Type, isWritten),
            (RonValue.Struct variant, TypeSchema.Choice choice) => Variant(value, variant.Name, choice, isWritten),
            (RonValue.Tuple variant, TypeSchema.Choice choice) => Variant(value, variant.Name, choice, isWritten),
            _ => value,
        };

    private static RonValue.Struct Record(RonValue.Struct record, TypeSchema.Record schema, bool isWritten)
    {
        var defaults = isWritten ? schema.Defaults.Of(schema, record) : null;
        var fields = new List<KeyValuePair<string, RonValue>>();
        foreach (var (name, value) in record.Fields)
        {
            var field = schema.Fields.Find(candidate => candidate.Name == name);
            if (field is null
                || field.IsComputed
                || (defaults is not null && defaults.TryGetValue(name, out var standard) && standard == value))
            {
                continue;
            }

            fields.Add(new(name, value is RonValue.List list && Element(field.Type) is { } type
                ? List(list, type, isWritten, field.IsUnordered)
                : Shape(value, field.Type, isWritten)));
        }

        return new(record.Name, new(fields));
    }

    private static TypeSchema.Sequence? Element(TypeSchema schema)
        => schema switch
        {
            TypeSchema.Sequence sequence => sequence,
            TypeSchema.Option option => Element(option.Inner),
            _ => null,
        };

    private static RonValue.List List(RonValue.List list, TypeSchema.Sequence schema, bool isWritten, bool isUnordered)
    {
        var items = list.Items.Select(item => Shape(item, schema.Element, isWritten));
        return new(new(isUnordered || schema.IsSet ? items.OrderBy(item => item.ToSource(), StringComparer.Ordinal) : items));
    }

    private static RonValue.Map Map(RonValue.Map map, TypeSchema schema, bool isWritten)
    {
        // The last of several equal keys counts, as when a document is read.
        var entries = map.Entries
            .GroupBy(entry => entry.Key)
            .Select(entry => KeyValuePair.Create(entry.Key, Shape(entry.Last().Value, schema, isWritten)));
        return new(new(isWritten ? entries : entries.OrderBy(entry => entry.Key.ToSource(), StringComparer.Ordinal)));
    }

    private static RonValue.Tuple Tuple(RonValue.Tuple tuple, TypeSchema.Positional schema, bool isWritten)
        => tuple with
        {
            Items = new(tuple.Items.Select((item, index) => index < schema.Items.Count ? Shape(item, schema.Items[index].Type, isWritten) : item)),
        };

    private static RonValue Variant(RonValue value, string? name, TypeSchema.Choice choice, bool isWritten)
        => choice.Variants.Find(variant => variant.Name == name)?.Content is { } content ? Shape(value, content, isWritten) : value;
}
