using PolyType;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Builds the converter of a type, and of all types it mentions, from their shapes.</summary>
internal sealed class ConverterBuilder(IReadOnlyList<RonConverter> custom) : TypeShapeVisitor
{
    private readonly Dictionary<Type, RonConverter> converters = [];

    public RonConverter<T> Build<T>(ITypeShape<T> shape)
    {
        if (converters.TryGetValue(typeof(T), out var known))
        {
            return (RonConverter<T>)known;
        }

        var converter = custom.FirstOrDefault(candidate => candidate.Type == typeof(T)) ?? BuiltInConverters.Find(typeof(T));
        if (converter is null)
        {
            var deferred = new DeferredConverter<T>();
            converters[typeof(T)] = deferred;
            converter = (RonConverter)shape.Accept(this)!;
            deferred.Target = (RonConverter<T>)converter;
        }

        converters[typeof(T)] = converter;
        return (RonConverter<T>)converter;
    }

    /// <summary>Builds the converter of a variant, when converters that were built earlier are in use by several threads.</summary>
    public RecordConverter<T> BuildCase<T>(ITypeShape<T> shape)
    {
        lock (converters)
        {
            return (RecordConverter<T>)shape.Accept(this)!;
        }
    }

    public override object? VisitObject<T>(IObjectTypeShape<T> objectShape, object? state = null)
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(Located<>))
        {
            return objectShape.Properties[0].Accept(this, ContainerKind.Located);
        }

        return objectShape.Constructor is { } constructor
            ? constructor.Accept(this, new Making(objectShape, IsPair: false))
            : throw new NotSupportedException($"`{typeof(T)}` has no usable constructor and no `DerivedTypeShape` cases");
    }

    public override object? VisitConstructor<TDeclaringType, TArgumentState>(
        IConstructorShape<TDeclaringType, TArgumentState> constructorShape, object? state = null)
    {
        var (shape, isPair) = (Making)state!;
        var name = RecordShape.NameOf(shape);
        var fields = FieldsOf(constructorShape, shape);
        var factory = new RecordFactory<TDeclaringType, TArgumentState>(constructorShape, name, fields);
        if (isPair)
        {
            return new PairConverter<TDeclaringType, TArgumentState>(factory);
        }

        if (shape.IsTupleType)
        {
            return new PlainTupleConverter<TDeclaringType, TArgumentState>(factory);
        }

        if (fields.Length > 0 && !shape.AttributeProvider.IsDefined<RonTupleAttribute>())
        {
            return new StructConverter<TDeclaringType, TArgumentState>(factory);
        }

        return fields.Length == 1
            ? new NewtypeConverter<TDeclaringType, TArgumentState>(factory)
            : new TupleConverter<TDeclaringType, TArgumentState>(factory);
    }

    public override object? VisitParameter<TArgumentState, TParameterType>(
        IParameterShape<TArgumentState, TParameterType> parameterShape, object? state = null)
    {
        var converter = Build(parameterShape.ParameterType);
        var nullable = IsNullableReference<TParameterType>(parameterShape.IsNonNullable);
        return new RecordArgument<TArgumentState, TParameterType>(
            nullable ? new NullableConverter<TParameterType>(converter) : converter,
            parameterShape.GetSetter(),
            clears: parameterShape.IsRequired && default(TParameterType) is null);
    }

    public override object? VisitProperty<TDeclaringType, TPropertyType>(
        IPropertyShape<TDeclaringType, TPropertyType> propertyShape, object? state = null)
    {
        if (state is ContainerKind.Located)
        {
            return new LocatedConverter<TPropertyType>(Build(propertyShape.PropertyType));
        }

        var converter = Build(propertyShape.PropertyType);
        var nullable = IsNullableReference<TPropertyType>(propertyShape.HasGetter ? propertyShape.IsGetterNonNullable : propertyShape.IsSetterNonNullable);
        return new RecordProperty<TDeclaringType, TPropertyType>(
            nullable ? new NullableConverter<TPropertyType>(converter) : converter,
            propertyShape.HasGetter ? propertyShape.GetGetter() : null,
            propertyShape.HasSetter ? propertyShape.GetSetter() : null);
    }

    public override object? VisitOptional<TOptional, TElement>(IOptionalTypeShape<TOptional, TElement> optionalShape, object? state = null)
        => new OptionConverter<TOptional, TElement>(optionalShape, Build(optionalShape.ElementType));

    public override object? VisitEnumerable<TEnumerable, TElement>(IEnumerableTypeShape<TEnumerable, TElement> enumerableShape, object? state = null)
    {
        if (typeof(TElement).IsGenericType && typeof(TElement).GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            var pair = (IObjectTypeShape)enumerableShape.ElementType;
            return new PairListConverter<TEnumerable, TElement>(
                enumerableShape, (PairConverter<TElement>)pair.Constructor!.Accept(this, new Making(pair, IsPair: true))!);
        }

        return new ListConverter<TEnumerable, TElement>(enumerableShape, Build(enumerableShape.ElementType));
    }

    public override object? VisitDictionary<TDictionary, TKey, TValue>(IDictionaryTypeShape<TDictionary, TKey, TValue> dictionaryShape, object? state = null)
        => new MapConverter<TDictionary, TKey, TValue>(dictionaryShape, Build(dictionaryShape.KeyType), Build(dictionaryShape.ValueType));

    public override object? VisitEnum<TEnum, TUnderlying>(IEnumTypeShape<TEnum, TUnderlying> enumShape, object? state = null)
        => new EnumConverter<TEnum>(
            RecordShape.NameOf(enumShape),
            [.. enumShape.Members.OrderBy(member => member.Value).Select(member => KeyValuePair.Create(member.Key, (TEnum)(object)member.Value!))]);

    public override object? VisitSurrogate<T, TSurrogate>(ISurrogateTypeShape<T, TSurrogate> surrogateShape, object? state = null)
        => new SurrogateConverter<T, TSurrogate>(surrogateShape.Marshaler, Build(surrogateShape.SurrogateType));

    public override object? VisitUnion<TUnion>(IUnionTypeShape<TUnion> unionShape, object? state = null)
        => new UnionConverter<TUnion>(
            RecordShape.NameOf(unionShape),
            [.. unionShape.UnionCases.Select(@case => (UnionCase<TUnion>)@case.Accept(this)!)],
            unionShape.GetGetUnionCaseIndex());

    public override object? VisitUnionCase<TUnionCase, TUnion>(IUnionCaseShape<TUnionCase, TUnion> unionCaseShape, object? state = null)
        => unionCaseShape.UnionCaseType is IObjectTypeShape { Constructor: not null }
            ? new UnionCase<TUnionCase, TUnion>(RecordShape.NameOf(unionCaseShape), unionCaseShape, this)
            : throw new NotSupportedException($"`{typeof(TUnionCase)}` is no record, and so no case of `{typeof(TUnion)}`");

    private static bool IsNullableReference<T>(bool isNonNullable) => !isNonNullable && !typeof(T).IsValueType;

    private RecordField<T, TState>[] FieldsOf<T, TState>(IConstructorShape<T, TState> constructor, IObjectTypeShape shape)
        where TState : IArgumentState
        => [.. RecordShape.FieldsOf(shape, constructor.Parameters).Select(field => new RecordField<T, TState>(
            field.Name,
            field.IsRequired,
            field.GetAttribute<RonOmitAttribute>() is not null,
            (RecordArgument<TState>?)field.Parameter?.Accept(this),
            (RecordProperty<T>)field.Property.Accept(this)!))];

    private enum ContainerKind
    {
        Located,
    }

    /// <summary>What a constructor is visited for: a record of its own, or the entry of a map.</summary>
    private sealed record Making(IObjectTypeShape Shape, bool IsPair);
}
