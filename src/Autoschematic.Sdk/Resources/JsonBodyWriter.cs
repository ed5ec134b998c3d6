using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Writes bodies as JSON, two spaces and one member a line.</summary>
internal static class JsonBodyWriter
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(RonValue value, TypeSchema schema) => Write(writer => WriteValue(writer, value, schema));

    public static byte[] Write(JsonNode node) => Write(writer => node.WriteTo(writer));

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            write(writer);
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    private static void WriteValue(Utf8JsonWriter writer, RonValue value, TypeSchema schema)
    {
        switch ((value, schema))
        {
            case (RonValue.None, _):
                writer.WriteNullValue();
                break;
            case (RonValue.Some some, TypeSchema.Option option):
                WriteValue(writer, some.Value, option.Inner);
                break;
            case (_, TypeSchema.Option option):
                WriteValue(writer, value, option.Inner);
                break;
            case (RonValue.Struct { Name: { } name }, TypeSchema.Choice choice):
                WriteVariant(writer, name, value, choice);
                break;
            case (RonValue.Tuple { Name: { } name }, TypeSchema.Choice choice):
                WriteVariant(writer, name, value, choice);
                break;
            case (RonValue.Struct record, _):
                writer.WriteStartObject();
                foreach (var (name, content) in record.Fields)
                {
                    writer.WritePropertyName(name);
                    WriteValue(writer, content, TypeOf(schema, name));
                }

                writer.WriteEndObject();
                break;
            case (RonValue.Map map, _):
                WriteMap(writer, map, schema is TypeSchema.Mapping mapping ? mapping.Value : schema);
                break;
            case (RonValue.List list, _):
                WriteItems(writer, list.Items, _ => schema is TypeSchema.Sequence sequence ? sequence.Element : schema);
                break;
            case (RonValue.Tuple tuple, _):
                WriteItems(writer, tuple.Items, index => ItemOf(schema, index));
                break;
            default:
                WriteScalar(writer, value);
                break;
        }
    }

    // A variant that holds one value has it directly below its name.
    private static void WriteVariant(Utf8JsonWriter writer, string name, RonValue value, TypeSchema.Choice choice)
    {
        var content = choice.Variants.Find(variant => variant.Name == name)?.Content ?? choice;
        writer.WriteStartObject();
        writer.WritePropertyName(name);
        if (value is RonValue.Tuple { Items: [var single] })
        {
            WriteValue(writer, single, ItemOf(content, 0));
        }
        else
        {
            WriteValue(writer, value, content is TypeSchema.Positional { Items: [var inner] } ? inner.Type : content);
        }

        writer.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter writer, RonValue.Map map, TypeSchema schema)
    {
        writer.WriteStartObject();
        foreach (var (key, content) in map.Entries)
        {
            writer.WritePropertyName(key switch
            {
                RonValue.Text text => text.Value,
                RonValue.Unit { Name: { } name } => name,
                _ => key.ToSource(),
            });
            WriteValue(writer, content, schema);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, RonList<RonValue> items, Func<int, TypeSchema> schemaOf)
    {
        writer.WriteStartArray();
        for (var index = 0; index < items.Count; index++)
        {
            WriteValue(writer, items[index], schemaOf(index));
        }

        writer.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter writer, RonValue value)
    {
        switch (value)
        {
            case RonValue.Boolean item:
                writer.WriteBooleanValue(item.Value);
                break;
            case RonValue.Number item when item.Value.IsFloat && !double.IsFinite(item.Value.ToDouble()):
                throw new NotSupportedException($"JSON has no number `{item.Value.ToDouble()}`");
            case RonValue.Number item:
                WriteNumber(writer, item.Value);
                break;
            case RonValue.Text item:
                writer.WriteStringValue(item.Value);
                break;
            case RonValue.Character item:
                writer.WriteStringValue(item.Value.ToString());
                break;
            case RonValue.Bytes item:
                writer.WriteStartArray();
                foreach (var octet in item.Value)
                {
                    writer.WriteNumberValue(octet);
                }

                writer.WriteEndArray();
                break;
            case RonValue.Unit { Name: { } name }:
                writer.WriteStringValue(name);
                break;
            case RonValue.Unit:
                writer.WriteNullValue();
                break;
            default:
                throw new UnreachableException(value.GetType().Name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, RonNumber number)
    {
        switch (number)
        {
            case { Kind: RonNumberKind.F32 }:
                writer.WriteNumberValue((float)number.ToDouble());
                break;
            case { IsFloat: true }:
                writer.WriteNumberValue(number.ToDouble());
                break;
            case { IsSigned: true }:
                writer.WriteNumberValue((long)number.Bits);
                break;
            default:
                writer.WriteNumberValue(number.Bits);
                break;
        }
    }

    private static TypeSchema TypeOf(TypeSchema schema, string field)
        => schema is TypeSchema.Record record && record.Fields.Find(candidate => candidate.Name == field) is { } found ? found.Type : schema;

    private static TypeSchema ItemOf(TypeSchema schema, int index)
        => schema is TypeSchema.Positional positional && index < positional.Items.Count ? positional.Items[index].Type : schema;
}
