namespace Autoschematic.LanguageServer.Schemas;

/// <summary>A struct as it was seen so far.</summary>
internal sealed class SampleStruct
{
    private readonly List<(string Name, SampleField Field)> fields = [];

    /// <summary>How often it was seen.</summary>
    public int Count { get; set; }

    public string? Documentation { get; set; }

    public SampleField FieldOf(string name)
    {
        var known = fields.Find(field => field.Name == name).Field;
        if (known is null)
        {
            fields.Add((name, known = new()));
        }

        return known;
    }

    // What every body has is probably needed.
    public TypeSchema.Struct ToSchema(string name)
        => new(
            name,
            Documentation,
            [.. fields.Select(field => new FieldSchema(
                field.Name, field.Field.Type, field.Field.Count == Count, field.Field.Documentation, field.Field.Example))],
            IsComplete: false);
}

/// <summary>A field as it was seen so far.</summary>
internal sealed class SampleField
{
    public int Count { get; set; }

    public SchemaType Type { get; set; } = SchemaType.Unknown;

    public string? Documentation { get; set; }

    public string? Example { get; set; }
}
