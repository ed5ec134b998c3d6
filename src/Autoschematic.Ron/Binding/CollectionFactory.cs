using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Makes collections of whatever type from their elements.</summary>
internal sealed class CollectionFactory<TCollection, T>
{
    private readonly MutableCollectionConstructor<T, TCollection>? create;
    private readonly EnumerableAppender<TCollection, T>? append;
    private readonly ParameterizedCollectionConstructor<T, T, TCollection>? convert;

    public CollectionFactory(IEnumerableTypeShape<TCollection, T> shape)
    {
        switch (shape.ConstructionStrategy)
        {
            case CollectionConstructionStrategy.Mutable:
                create = shape.GetDefaultConstructor();
                append = shape.GetAppender();
                break;
            case CollectionConstructionStrategy.Parameterized:
                convert = shape.GetParameterizedConstructor();
                break;
            default:
                throw new NotSupportedException($"`{typeof(TCollection)}` cannot be made from its elements");
        }
    }

    public TCollection Make(ReadOnlySpan<T> items)
    {
        if (convert is not null)
        {
            return convert(items, default);
        }

        var collection = create!(default);
        foreach (var item in items)
        {
            append!(ref collection, item);
        }

        return collection;
    }
}
