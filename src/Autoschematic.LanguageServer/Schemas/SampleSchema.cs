using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Schemas;

/// <summary>What bodies of a kind may hold, guessed from bodies that do: examples of the connector first, then resources of the repository.</summary>
internal sealed class SampleSchema
{
    private const int LongestExample = 80;
    private const string RootPlace = " ";
    private readonly Dictionary<string, SampleStruct> structs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> choices = new(StringComparer.Ordinal);
    private readonly HashSet<string> units = new(StringComparer.Ordinal);
    private SchemaType root = SchemaType.Unknown;

    /// <summary>Looks at a body; what is broken in it is passed over.</summary>
    /// <param name="isExample">Whether its comments are documentation and its values are to begin with.</param>
    public void Add(SyntaxTree tree, bool isExample)
    {
        if (tree.Value is { IsValue: true } value)
        {
            root = Merge(root, TypeOf(value, new(RootPlace, isExample, isExample ? SampleComments.Of(tree) : null)), RootPlace);
        }
    }

    public DocumentSchema ToSchema()
    {
        var types = new Dictionary<string, TypeSchema>(StringComparer.Ordinal);
        foreach (var (name, sample) in structs)
        {
            types[name] = sample.ToSchema(name);
        }

        foreach (var (name, variants) in choices)
        {
            types[name] = new TypeSchema.Enum(name, null, [.. variants.Select(variant => new VariantSchema(
                variant, null, units.Contains(variant) ? null : types.GetValueOrDefault(variant) as TypeSchema.Struct))]);
        }

        return new(root, types);
    }

    private SchemaType TypeOf(SyntaxNode value, Reading reading)
    {
        var isJson = value.Tree.Options.Dialect == RonDialect.Json;
        switch (value.Kind)
        {
            case SyntaxKind.String or SyntaxKind.RawString or SyntaxKind.Character:
                return SchemaType.FreeText;
            case SyntaxKind.Boolean:
                return new SchemaType.Boolean();
            case SyntaxKind.Integer:
                return new SchemaType.Number("int");
            case SyntaxKind.Float:
                return new SchemaType.Number("float");
            case SyntaxKind.None or SyntaxKind.Null:
                return new SchemaType.Option(SchemaType.Unknown);
            case SyntaxKind.BareSome:
                return new SchemaType.Option(value.Value is { } content ? TypeOf(content, reading) : SchemaType.Unknown);
            case SyntaxKind.Tuple when value.NameText == "Some":
                return new SchemaType.Option(ElementsOf(value, reading));
            case SyntaxKind.List:
                return new SchemaType.List(ElementsOf(value, reading.Inside("[]")));
            case SyntaxKind.Map when isJson:
                return StructOf(value, reading.Place, reading);
            case SyntaxKind.Map:
                return MapOf(value, reading);
            case SyntaxKind.Struct:
                return StructOf(value, value.NameText ?? reading.Place, reading);
            case SyntaxKind.Identifier or SyntaxKind.Tuple when value.NameText is { } variant:
                units.Add(variant);
                return Choose(reading.Place, variant);
            default:
                return SchemaType.Unknown;
        }
    }

    private SchemaType ElementsOf(SyntaxNode list, Reading reading)
    {
        var type = SchemaType.Unknown;
        foreach (var element in list.Children)
        {
            type = element.IsValue ? Merge(type, TypeOf(element, reading), reading.Place) : type;
        }

        return type;
    }

    private SchemaType.Map MapOf(SyntaxNode map, Reading reading)
    {
        var (key, value) = (SchemaType.Unknown, SchemaType.Unknown);
        foreach (var entry in map.Children)
        {
            if (entry is { Key: { IsValue: true } name, Value: { IsValue: true } content })
            {
                key = Merge(key, TypeOf(name, reading.Inside("{}key")), $"{reading.Place}{{}}key");
                value = Merge(value, TypeOf(content, reading.Inside("{}")), $"{reading.Place}{{}}");
            }
        }

        return new(key, value);
    }

    private SchemaType.Named StructOf(SyntaxNode node, string name, Reading reading)
    {
        if (!structs.TryGetValue(name, out var sample))
        {
            structs[name] = sample = new();
        }

        sample.Count++;
        sample.Documentation ??= reading.CommentAt(node.Span.Start);
        foreach (var field in node.Children)
        {
            if (LabelOf(field) is not { } label || field is not { IsBroken: false, Value: { IsValue: true } value })
            {
                continue;
            }

            var inner = reading.Inside($"{name}.{label}");
            var type = TypeOf(value, inner);
            var known = sample.FieldOf(label);
            known.Count++;
            known.Type = Merge(known.Type, type, inner.Place);
            if (reading.IsExample)
            {
                known.Documentation ??= reading.CommentAt(field.Span.Start);
                known.Example ??= value.Span.Length <= LongestExample && !value.Source.Contains('\n') ? value.Source.ToString() : null;
            }
        }

        return new(name);
    }

    private static string? LabelOf(SyntaxNode field) => field.Kind switch
    {
        SyntaxKind.Field => field.NameText,
        SyntaxKind.Entry when field.Key is { Kind: SyntaxKind.String, IsBroken: false } key => key.Source[1..^1].ToString(),
        _ => null,
    };

    /// <summary>What may stand where both were seen.</summary>
    private SchemaType Merge(SchemaType left, SchemaType right, string place) => (left, right) switch
    {
        _ when left == right => left,
        (SchemaType.Any, _) => right,
        (_, SchemaType.Any) => left,
        (SchemaType.Option, _) or (_, SchemaType.Option) => new SchemaType.Option(Merge(left.Inner, right.Inner, place)),
        (SchemaType.List one, SchemaType.List other) => new SchemaType.List(Merge(one.Element, other.Element, $"{place}[]")),
        (SchemaType.Map one, SchemaType.Map other)
            => new SchemaType.Map(Merge(one.Key, other.Key, $"{place}{{}}key"), Merge(one.Value, other.Value, $"{place}{{}}")),
        (SchemaType.Number, SchemaType.Number) => new SchemaType.Number("float"),
        (SchemaType.Named one, SchemaType.Named other) => MergeNames(one.Name, other.Name, place),
        _ => SchemaType.Unknown,
    };

    // Several structs in one place, or structs and bare names, are the variants of an enum.
    private SchemaType.Named MergeNames(string left, string right, string place)
    {
        foreach (var name in new[] { left, right })
        {
            foreach (var variant in choices.TryGetValue(name, out var known) ? [.. known] : new[] { name })
            {
                Choose(place, variant);
            }
        }

        return new($"{place}?");
    }

    private SchemaType.Named Choose(string place, string variant)
    {
        var name = $"{place}?";
        if (!choices.TryGetValue(name, out var variants))
        {
            choices[name] = variants = new(StringComparer.Ordinal);
        }

        variants.Add(variant);
        return new(name);
    }

    /// <summary>Where in a body one is.</summary>
    private sealed record Reading(string Place, bool IsExample, IReadOnlyDictionary<int, string>? Comments)
    {
        public Reading Inside(string step) => this with { Place = step.Contains('.', StringComparison.Ordinal) ? $" {step.TrimStart()}" : $"{Place}{step}" };

        public string? CommentAt(int offset) => Comments?.GetValueOrDefault(offset);
    }
}
