using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>One field of a record, as documents name it.</summary>
/// <param name="Name">The name in documents.</param>
/// <param name="IsRequired">Whether a document must have it.</param>
/// <param name="Property">The property it comes from.</param>
/// <param name="Parameter">The constructor parameter it goes into, when there is one.</param>
public sealed record FieldShape(string Name, bool IsRequired, IPropertyShape Property, IParameterShape? Parameter)
{
    /// <summary>An attribute of the property or, as positional records have it, of the parameter.</summary>
    /// <typeparam name="T">The attribute.</typeparam>
    public T? GetAttribute<T>()
        where T : Attribute
        => Property.AttributeProvider.GetCustomAttribute<T>() ?? Parameter?.AttributeProvider.GetCustomAttribute<T>();
}
