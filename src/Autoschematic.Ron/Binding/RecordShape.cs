using System.Text.Json;
using PolyType;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>How types look in documents: the names that are written for them, and their fields.</summary>
public static class RecordShape
{
    /// <summary>The name of a type.</summary>
    /// <param name="shape">The type's shape.</param>
    public static string NameOf(ITypeShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.AttributeProvider.GetCustomAttribute<RonNameAttribute>()?.Name ?? TypeNames.Of(shape.Type);
    }

    /// <summary>The name of a variant of a closed record family.</summary>
    /// <param name="shape">The variant's shape.</param>
    public static string NameOf(IUnionCaseShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.UnionCaseType.AttributeProvider.GetCustomAttribute<RonNameAttribute>()?.Name ?? shape.Name;
    }

    /// <summary>The members of an enum in the order of their values.</summary>
    /// <param name="shape">The enum's shape.</param>
    public static IReadOnlyList<string> MembersOf(IEnumTypeShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return (IReadOnlyList<string>)shape.Accept(new MemberNames())!;
    }

    /// <summary>The fields of a record in the order in which they are written; properties that nothing can set are none.</summary>
    /// <param name="shape">The record's shape.</param>
    public static IReadOnlyList<FieldShape> FieldsOf(IObjectTypeShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return FieldsOf(shape, shape.Constructor?.Parameters ?? []);
    }

    internal static IReadOnlyList<FieldShape> FieldsOf(IObjectTypeShape shape, IReadOnlyList<IParameterShape> parameters)
    {
        var fields = new List<FieldShape>();
        foreach (var property in shape.Properties)
        {
            var parameter = parameters.FirstOrDefault(candidate => string.Equals(candidate.Name, property.Name, StringComparison.OrdinalIgnoreCase));
            if (parameter is not null || property.HasSetter)
            {
                fields.Add(new(NameOf(property, parameter), parameter is not null && IsRequired(parameter), property, parameter));
            }
        }

        return fields;
    }

    private static string NameOf(IPropertyShape property, IParameterShape? parameter)
        => property.AttributeProvider.GetCustomAttribute<RonNameAttribute>()?.Name
            ?? parameter?.AttributeProvider.GetCustomAttribute<RonNameAttribute>()?.Name
            ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static bool IsRequired(IParameterShape parameter)
        => parameter.IsRequired && (parameter.ParameterType.Type.IsValueType
            ? parameter.ParameterType is not IOptionalTypeShape
            : parameter.IsNonNullable);

    private sealed class MemberNames : TypeShapeVisitor
    {
        public override object? VisitEnum<TEnum, TUnderlying>(IEnumTypeShape<TEnum, TUnderlying> enumShape, object? state = null)
            => enumShape.Members.OrderBy(member => member.Value).Select(member => member.Key).ToList();
    }
}
