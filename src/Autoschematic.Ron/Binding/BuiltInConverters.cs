namespace Autoschematic.Ron.Binding;

/// <summary>The converters of types that are one literal.</summary>
internal static class BuiltInConverters
{
    private static readonly Dictionary<Type, RonConverter> Converters = new RonConverter[]
    {
        new BooleanConverter(),
        new TextConverter(),
        new RuneConverter(),
        new CharConverter(),
        new IntegerConverter<byte>("u8"),
        new IntegerConverter<ushort>("u16"),
        new IntegerConverter<uint>("u32"),
        new IntegerConverter<ulong>("u64"),
        new IntegerConverter<sbyte>("i8"),
        new IntegerConverter<short>("i16"),
        new IntegerConverter<int>("i32"),
        new IntegerConverter<long>("i64"),
        new SingleConverter(),
        new DoubleConverter(),
        new BytesConverter(),
        new ValueConverter(),
    }.ToDictionary(converter => converter.Type);

    public static RonConverter? Find(Type type) => Converters.GetValueOrDefault(type);
}
