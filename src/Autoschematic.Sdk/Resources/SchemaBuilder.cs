using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;
using PolyType;
using PolyType.Abstractions;

namespace Autoschematic.Sdk.Resources;

/// <summary>Describes a type, and all types it mentions, from their shapes.</summary>
internal sealed class SchemaBuilder : TypeShapeVisitor
{
    private static readonly Dictionary<Type, TypeSchema> Scalars = new()
    {
        [typeof(bool)] = new TypeSchema.Scalar("bool", "false"),
        [typeof(string)] = new TypeSchema.Scalar("String", "\"\""),
        [typeof(char)] = new TypeSchema.Scalar("char", "'a'"),
        [typeof(Rune)] = new TypeSchema.Scalar("char", "'a'"),
        [typeof(byte)] = new TypeSchema.Scalar("u8", "0"),
        [typeof(ushort)] = new TypeSchema.Scalar("u16", "0"),
        [typeof(uint)] = new TypeSchema.Scalar("u32", "0"),
        [typeof(ulong)] = new TypeSchema.Scalar("u64", "0"),
        [typeof(sbyte)] = new TypeSchema.Scalar("i8", "0"),
        [typeof(short)] = new TypeSchema.Scalar("i16", "0"),
        [typeof(int)] = new TypeSchema.Scalar("i32", "0"),
        [typeof(long)] = new TypeSchema.Scalar("i64", "0"),
        [typeof(float)] = new TypeSchema.Scalar("f32", "0.0"),
        [typeof(double)] = new TypeSchema.Scalar("f64", "0.0"),
        [typeof(byte[])] = new TypeSchema.Scalar("bytes", "b\"\""),
        [typeof(RonValue)] = new TypeSchema.Anything(),
        [typeof(SecretRef)] = new TypeSchema.Scalar(nameof(SecretRef), "\"SECRET\""),
    };

    private readonly Dictionary<Type, TypeSchema> schemas = new(Scalars);

    public TypeSchema Build(ITypeShape shape)
        => schemas.TryGetValue(shape.Type, out var known) ? known : (TypeSchema)shape.Accept(this)!;

    public override object? VisitObject<T>(IObjectTypeShape<T> objectShape, object? state = null)
    {
        if (objectShape.Type is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Located<>))
        {
            return Build(objectShape.Properties[0].PropertyType);
        }

        return BuildRecord(objectShape, RecordShape.NameOf(objectShape));
    }

    public override object? VisitOptional<TOptional, TElement>(IOptionalTypeShape<TOptional, TElement> optionalShape, object? state = null)
        => new TypeSchema.Option(Build(optionalShape.ElementType));

    public override object? VisitEnumerable<TEnumerable, TElement>(IEnumerableTypeShape<TEnumerable, TElement> enumerableShape, object? state = null)
        => new TypeSchema.Sequence(Build(enumerableShape.ElementType), enumerableShape.IsSetType);

    public override object? VisitDictionary<TDictionary, TKey, TValue>(IDictionaryTypeShape<TDictionary, TKey, TValue> dictionaryShape, object? state = null)
        => new TypeSchema.Mapping(Build(dictionaryShape.KeyType), Build(dictionaryShape.ValueType));

    public override object? VisitSurrogate<T, TSurrogate>(ISurrogateTypeShape<T, TSurrogate> surrogateShape, object? state = null)
        => Build(surrogateShape.SurrogateType);

    public override object? VisitEnum<TEnum, TUnderlying>(IEnumTypeShape<TEnum, TUnderlying> enumShape, object? state = null)
    {
        var choice = new TypeSchema.Choice(RecordShape.NameOf(enumShape), DescriptionOf(enumShape));
        schemas[typeof(TEnum)] = choice;
        choice.Variants.AddRange(enumShape.Members.OrderBy(member => member.Value).Select(
            member => new VariantSchema(member.Key, VariantDescription(typeof(TEnum), Enum.GetName(typeof(TEnum), member.Value!)), null)));
        return choice;
    }

    public override object? VisitUnion<TUnion>(IUnionTypeShape<TUnion> unionShape, object? state = null)
    {
        var choice = new TypeSchema.Choice(RecordShape.NameOf(unionShape), DescriptionOf(unionShape));
        schemas[typeof(TUnion)] = choice;
        foreach (var variant in unionShape.UnionCases)
        {
            var name = RecordShape.NameOf(variant);
            var isEmpty = variant.UnionCaseType is IObjectTypeShape record && RecordShape.FieldsOf(record).Count == 0;
            choice.Variants.Add(new(
                name,
                DescriptionOf(variant.UnionCaseType),
                isEmpty ? null : (TypeSchema)variant.UnionCaseType.Accept(new CaseVisitor(this, name))!));
        }

        return choice;
    }

    private TypeSchema BuildRecord<T>(IObjectTypeShape<T> shape, string name)
    {
        var fields = RecordShape.FieldsOf(shape);
        if (shape.IsTupleType || shape.AttributeProvider.IsDefined<RonTupleAttribute>() || fields.Count == 0)
        {
            var positional = new TypeSchema.Positional(shape.IsTupleType ? "" : name, DescriptionOf(shape));
            schemas.TryAdd(typeof(T), positional);
            positional.Items.AddRange(fields.Select(FieldOf));
            return positional;
        }

        var record = new TypeSchema.Record(name, RecordShape.NameOf(shape), DescriptionOf(shape), source => Rewrite(shape, source));
        schemas.TryAdd(typeof(T), record);
        record.Fields.AddRange(fields.Select(FieldOf));
        return record;
    }

    private FieldSchema FieldOf(FieldShape field) => new(field.Name, TypeOf(field), field.IsRequired)
    {
        Description = field.GetAttribute<DescriptionAttribute>()?.Description,
        Example = field.GetAttribute<ExampleAttribute>()?.Source,
        IsComputed = field.GetAttribute<ComputedAttribute>() is not null,
        IsSensitive = field.GetAttribute<SensitiveAttribute>() is not null,
        IsImmutable = field.GetAttribute<ImmutableAttribute>() is not null,
        IsReplaced = field.GetAttribute<ReplaceAttribute>() is not null,
        IsUnordered = field.GetAttribute<UnorderedAttribute>() is not null,
    };

    private TypeSchema TypeOf(FieldShape field)
    {
        var type = Build(field.Property.PropertyType);
        var isNullable = !field.Property.PropertyType.Type.IsValueType
            && !(field.Property.HasGetter ? field.Property.IsGetterNonNullable : field.Property.IsSetterNonNullable);
        return isNullable ? new TypeSchema.Option(type) : type;
    }

    private static string? Rewrite<T>(ITypeShape<T> shape, string source)
    {
        var problems = new DiagnosticBag();
        var value = RonSerializer.Deserialize(new SourceText(source), shape, problems);
        return value is null || problems.HasErrors ? null : RonSerializer.Serialize(value, shape);
    }

    private static string? DescriptionOf(ITypeShape shape)
        => shape.AttributeProvider.GetCustomAttribute<DescriptionAttribute>()?.Description;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The fields of an enum that is used are always kept.")]
    private static string? VariantDescription(Type type, string? member)
        => member is null ? null : type.GetField(member)?.GetCustomAttribute<DescriptionAttribute>()?.Description;

    /// <summary>A variant's record has the variant's name.</summary>
    private sealed class CaseVisitor(SchemaBuilder builder, string name) : TypeShapeVisitor
    {
        public override object? VisitObject<T>(IObjectTypeShape<T> objectShape, object? state = null)
            => builder.BuildRecord(objectShape, name);
    }
}
