using System.Text;

namespace Autoschematic.Sdk.Resources;

/// <summary>Finds what a schema says of a type, a field or a variant.</summary>
internal static class Documentation
{
    public static Docstring? Find(TypeSchema schema, DocIdent ident)
        => ident switch
        {
            DocIdent.Struct asked => All(schema).Select(type => OfType(type, asked.Name)).FirstOrDefault(found => found is not null),
            DocIdent.Field asked => All(schema).OfType<TypeSchema.Record>()
                .Where(record => record.Name == asked.Parent)
                .SelectMany(record => record.Fields)
                .Where(field => field.Name == asked.Name)
                .Select(OfField)
                .FirstOrDefault(),
            DocIdent.EnumVariant asked => All(schema).OfType<TypeSchema.Choice>()
                .Where(choice => choice.Name == asked.Parent)
                .SelectMany(choice => choice.Variants.Where(variant => variant.Name == asked.Name).Select(variant => OfVariant(choice, variant)))
                .FirstOrDefault(),
            _ => null,
        };

    private static Docstring? OfType(TypeSchema schema, string name)
        => schema switch
        {
            TypeSchema.Record record when record.Name == name
                => new(name, record.Description ?? "", [.. record.Fields.Select(field => field.Name)]),
            TypeSchema.Choice choice when choice.Name == name
                => new(name, choice.Description ?? "", [.. choice.Variants.Select(variant => variant.Name)]),
            TypeSchema.Positional positional when positional.Name == name => new(name, positional.Description ?? "", []),
            _ => null,
        };

    private static Docstring OfField(FieldSchema field)
    {
        var text = new StringBuilder(field.Description ?? "");
        foreach (var note in Notes(field))
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append('*').Append(note).Append('*');
        }

        return new(field.Type.Name, text.ToString(), FieldsOf(field.Type));
    }

    private static IEnumerable<string> Notes(FieldSchema field)
    {
        if (field.IsRequired)
        {
            yield return "Required.";
        }

        if (field.IsComputed)
        {
            yield return "Filled in by the remote side.";
        }

        if (field.IsSensitive)
        {
            yield return "Hidden in messages.";
        }

        if (field.IsImmutable)
        {
            yield return "Cannot change.";
        }

        if (field.IsReplaced)
        {
            yield return "A change deletes and creates the resource again.";
        }
    }

    private static Docstring OfVariant(TypeSchema.Choice choice, VariantSchema variant)
        => new(choice.Name, variant.Description ?? "", variant.Content is { } content ? FieldsOf(content) : []);

    private static IReadOnlyList<string> FieldsOf(TypeSchema schema)
        => schema switch
        {
            TypeSchema.Record record => [.. record.Fields.Select(field => field.Name)],
            TypeSchema.Option option => FieldsOf(option.Inner),
            _ => [],
        };

    /// <summary>A schema and all that it mentions, each once.</summary>
    private static List<TypeSchema> All(TypeSchema root)
    {
        var found = new List<TypeSchema>();
        var next = new Queue<TypeSchema>([root]);
        while (next.TryDequeue(out var schema))
        {
            if (found.Contains(schema))
            {
                continue;
            }

            found.Add(schema);
            foreach (var part in Parts(schema))
            {
                next.Enqueue(part);
            }
        }

        return found;
    }

    private static IEnumerable<TypeSchema> Parts(TypeSchema schema)
        => schema switch
        {
            TypeSchema.Option option => [option.Inner],
            TypeSchema.Sequence sequence => [sequence.Element],
            TypeSchema.Mapping mapping => [mapping.Key, mapping.Value],
            TypeSchema.Positional positional => positional.Items.Select(item => item.Type),
            TypeSchema.Record record => record.Fields.Select(field => field.Type),
            TypeSchema.Choice choice => choice.Variants.Select(variant => variant.Content).OfType<TypeSchema>(),
            _ => [],
        };
}
