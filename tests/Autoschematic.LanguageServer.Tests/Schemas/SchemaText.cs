using System.Text;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Config.Documents;

namespace Autoschematic.LanguageServer.Tests.Schemas;

/// <summary>Prints a schema.</summary>
internal static class SchemaText
{
    public static string Of(DocumentSchema schema)
    {
        var text = new StringBuilder().Append("root: ").Append(schema.Root).Append('\n');
        foreach (var type in schema.Types.Values.OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            switch (type)
            {
                case TypeSchema.Struct found:
                    Append(text, schema, found, "struct", "");
                    break;
                case TypeSchema.Enum choice:
                    text.Append("enum ").Append(choice.Name).Append(Remark(choice.Documentation)).Append('\n');
                    foreach (var variant in choice.Variants)
                    {
                        if (variant.Content is { } content)
                        {
                            Append(text, schema, content, "variant", "    ");
                        }
                        else
                        {
                            text.Append("    variant ").Append(variant.Name).Append(Remark(variant.Documentation)).Append('\n');
                        }
                    }

                    break;
            }
        }

        return text.ToString();
    }

    private static string Remark(string? documentation) => documentation is null ? "" : $" — {documentation.Split('\n')[0]}";

    private static void Append(StringBuilder text, DocumentSchema schema, TypeSchema.Struct found, string word, string indent)
    {
        text.Append(indent).Append(word).Append(' ').Append(found.Name).Append(Remark(found.Documentation)).Append('\n');
        foreach (var field in found.Fields)
        {
            var about = field.Type.Inner switch
            {
                SchemaType.Text { About: var plain } => plain.ToString(),
                SchemaType.Map { Key: SchemaType.Text { About: var keys }, Value: SchemaType.Text { About: not DocumentText.Free and var values } } => $"values {values}",
                SchemaType.Map { Key: SchemaType.Text { About: var keys } } => $"{keys} keys",
                SchemaType.List { Element: SchemaType.Text { About: var each } } => $"{each} each",
                _ => "",
            };
            text.Append(indent).Append("    ").Append(field.Name).Append(field.IsRequired ? ": " : "?: ").Append(schema.Describe(field.Type))
                .Append(about.Length > 0 && !about.StartsWith("Free", StringComparison.Ordinal) ? $" ({about})" : "")
                .Append(field.Example is null ? "" : $" = {field.Example}")
                .Append(Remark(field.Documentation))
                .Append('\n');
        }
    }
}
