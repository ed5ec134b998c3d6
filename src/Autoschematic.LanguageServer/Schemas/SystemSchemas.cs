using Autoschematic.Model.Config;
using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using PolyType;
using PolyType.Abstractions;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>What the tool's own files may hold, from the records that they are read into.</summary>
internal static class SystemSchemas
{
    private static readonly Lazy<IReadOnlyDictionary<SystemDocument, DocumentSchema>> Known
        = new(() => SystemDocument.All.ToDictionary(document => document, document => new Reader().Read(document.Shape)));

    public static DocumentSchema Of(SystemDocument document) => Known.Value[document];

    private sealed class Reader
    {
        private readonly Dictionary<string, TypeSchema> types = new(StringComparer.Ordinal);

        public DocumentSchema Read(ITypeShape root) => new(TypeOf(root, null), types);

        private SchemaType TypeOf(ITypeShape shape, DocAttribute? doc) => shape switch
        {
            _ when shape.Type == typeof(string) => new SchemaType.Text(doc?.Text ?? DocumentText.Free),
            _ when shape.Type == typeof(bool) => new SchemaType.Boolean(),
            _ when shape.Type == typeof(int) => new SchemaType.Number("int"),
            IOptionalTypeShape optional => new SchemaType.Option(TypeOf(optional.ElementType, doc)),
            IDictionaryTypeShape map => new SchemaType.Map(new SchemaType.Text(doc?.Text ?? DocumentText.Free), ValueOf(map.ValueType, doc)),
            IEnumerableTypeShape list => new SchemaType.List(TypeOf(list.ElementType, doc)),
            IEnumTypeShape or IUnionTypeShape or IObjectTypeShape => NamedOf(shape),
            _ => SchemaType.Unknown,
        };

        // The values of a map of texts are texts of their own sort; those of a map of maps are keyed by them.
        private SchemaType ValueOf(ITypeShape shape, DocAttribute? doc)
            => shape is IDictionaryTypeShape map
                ? new SchemaType.Map(new SchemaType.Text(doc?.Values ?? DocumentText.Free), TypeOf(map.ValueType, null))
                : shape.Type == typeof(string) ? new SchemaType.Text(doc?.Values ?? DocumentText.Free) : TypeOf(shape, null);

        private SchemaType.Named NamedOf(ITypeShape shape)
        {
            var name = RecordShape.NameOf(shape);
            if (!types.ContainsKey(name))
            {
                var documentation = DocOf(shape.AttributeProvider)?.Markdown;
                types[name] = new TypeSchema.Enum(name, documentation, []);
                types[name] = shape switch
                {
                    IEnumTypeShape choice => new TypeSchema.Enum(name, documentation, [.. RecordShape.MembersOf(choice)
                        .Select(member => new VariantSchema(member, DocOf(shape.AttributeProvider, member)?.Markdown, null))]),
                    IUnionTypeShape union => new TypeSchema.Enum(name, documentation, [.. union.UnionCases.Select(VariantOf)]),
                    _ => StructOf(name, (IObjectTypeShape)shape),
                };
            }

            return new(name);
        }

        private VariantSchema VariantOf(IUnionCaseShape variant)
        {
            var content = StructOf(RecordShape.NameOf(variant), (IObjectTypeShape)variant.UnionCaseType);
            return new(content.Name, content.Documentation, content.Fields.Count == 0 ? null : content);
        }

        private TypeSchema.Struct StructOf(string name, IObjectTypeShape shape)
            => new(name, DocOf(shape.AttributeProvider)?.Markdown, [.. RecordShape.FieldsOf(shape).Select(FieldOf)], IsComplete: true);

        private FieldSchema FieldOf(FieldShape field)
        {
            var doc = field.GetAttribute<DocAttribute>();
            var type = TypeOf(field.Property.PropertyType, doc);
            var isOption = !field.IsRequired && field.Property is { HasGetter: true, IsGetterNonNullable: false } && type is not SchemaType.Option;
            return new(field.Name, isOption ? new SchemaType.Option(type) : type, field.IsRequired, doc?.Markdown);
        }

        private static DocAttribute? DocOf(IGenericCustomAttributeProvider attributes, string? member = null)
            => attributes.GetCustomAttributes<DocAttribute>().FirstOrDefault(doc => doc.Member == member);
    }
}
