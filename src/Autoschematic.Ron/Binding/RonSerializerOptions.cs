using System.Collections.Concurrent;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;
using PolyType;

namespace Autoschematic.Ron.Binding;

/// <summary>How values are read and written; make one and keep it, since it holds the converters it has built.</summary>
public sealed record RonSerializerOptions
{
    private readonly ConcurrentDictionary<Type, RonConverter> built;

    /// <summary>Makes the options of typed documents.</summary>
    public RonSerializerOptions() => built = new();

    private RonSerializerOptions(RonSerializerOptions original)
    {
        built = new();
        Extensions = original.Extensions;
        AllowUnknownFields = original.AllowUnknownFields;
        MaximumDepth = original.MaximumDepth;
        Converters = original.Converters;
    }

    /// <summary>The options of typed documents.</summary>
    public static RonSerializerOptions Default { get; } = new();

    /// <summary>The extensions that are on without being enabled by the document.</summary>
    public RonExtensions Extensions { get; init; } = RonExtensions.Typed;

    /// <summary>Whether fields that the type does not have are passed over instead of refused.</summary>
    public bool AllowUnknownFields { get; init; }

    /// <summary>How many values may enclose one another.</summary>
    public int MaximumDepth { get; init; } = RonParseOptions.Ron.MaximumDepth;

    /// <summary>Converters that are used instead of the ones built from the types' shapes.</summary>
    public IReadOnlyList<RonConverter> Converters { get; init; } = [];

    /// <summary>The converter of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="shape">The type's shape.</param>
    public RonConverter<T> ConverterOf<T>(ITypeShape<T> shape)
        => built.TryGetValue(typeof(T), out var converter)
            ? (RonConverter<T>)converter
            : (RonConverter<T>)built.GetOrAdd(typeof(T), new ConverterBuilder(Converters).Build(shape));
}
