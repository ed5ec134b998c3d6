using System.Text;

namespace Autoschematic.Sdk.Resources;

/// <summary>Writes a body to begin with: required fields and those with examples, and what they are for.</summary>
internal static class SkeletonWriter
{
    private const int MaximumDepth = 8;

    public static string Write(TypeSchema schema)
    {
        var text = new StringBuilder();
        WriteValue(text, schema, indent: 0);
        return text.Append('\n').ToString();
    }

    private static void WriteValue(StringBuilder text, TypeSchema schema, int indent)
    {
        switch (schema)
        {
            case TypeSchema.Scalar scalar:
                text.Append(scalar.Example);
                break;
            case TypeSchema.Option:
                text.Append("None");
                break;
            case TypeSchema.Sequence:
                text.Append("[]");
                break;
            case TypeSchema.Mapping:
                text.Append("{}");
                break;
            case TypeSchema.Positional { Name.Length: > 0, Items: [var only] }:
                WriteValue(text, only.Type, indent);
                break;
            case TypeSchema.Positional positional:
                WriteItems(text, positional, indent);
                break;
            case TypeSchema.Record record when indent < MaximumDepth:
                WriteFields(text, record, record.Name, indent);
                break;
            case TypeSchema.Choice { Variants: [var first, ..] } choice:
                WriteVariant(text, choice.Variants.Find(variant => variant.Content is null) ?? first, indent);
                break;
            default:
                text.Append("()");
                break;
        }
    }

    private static void WriteVariant(StringBuilder text, VariantSchema variant, int indent)
    {
        switch (variant.Content)
        {
            case null:
                text.Append(variant.Name);
                break;

            // A variant that holds one record has that record's fields.
            case TypeSchema.Positional { Items: [{ Type: TypeSchema.Record inner }] }:
                WriteFields(text, inner, variant.Name, indent);
                break;
            case TypeSchema.Positional positional:
                WriteItems(text, positional, indent);
                break;
            case var content:
                WriteValue(text, content, indent);
                break;
        }
    }

    private static void WriteItems(StringBuilder text, TypeSchema.Positional schema, int indent)
    {
        text.Append(schema.Name).Append('(');
        for (var index = 0; index < schema.Items.Count; index++)
        {
            text.Append(index == 0 ? "" : ", ");
            WriteValue(text, schema.Items[index].Type, indent);
        }

        text.Append(')');
    }

    private static void WriteFields(StringBuilder text, TypeSchema.Record schema, string name, int indent)
    {
        text.Append(name).Append('(');
        var hasFields = false;
        foreach (var field in schema.Fields.Where(field => !field.IsComputed && (field.IsRequired || field.Example is not null)))
        {
            hasFields = true;
            foreach (var line in field.Description?.Split('\n') ?? [])
            {
                Line(text, indent + 1).Append("// ").Append(line.Trim());
            }

            Line(text, indent + 1).Append(field.Name).Append(": ");
            if (field.Example is { } example)
            {
                text.Append(example);
            }
            else
            {
                WriteValue(text, field.Type, indent + 1);
            }

            text.Append(',');
        }

        if (hasFields)
        {
            Line(text, indent);
        }

        text.Append(')');
    }

    private static StringBuilder Line(StringBuilder text, int indent) => text.Append('\n').Append(' ', 4 * indent);
}
