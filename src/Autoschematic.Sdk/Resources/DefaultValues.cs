using System.Collections.Frozen;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>What the fields of a record hold when a document leaves them out.</summary>
internal sealed class DefaultValues
{
    private IReadOnlyDictionary<string, RonValue>? found;

    /// <summary>Finds them by leaving all of them out of some record that is at hand, whatever it is.</summary>
    public IReadOnlyDictionary<string, RonValue> Of(TypeSchema.Record schema, RonValue.Struct example)
        => (found ??= Find(schema, example)) ?? FrozenDictionary<string, RonValue>.Empty;

    /// <summary>Null when the record at hand lacks something that must be there: another one may tell more.</summary>
    private static Dictionary<string, RonValue>? Find(TypeSchema.Record schema, RonValue.Struct example)
    {
        var required = schema.Fields.Where(field => field.IsRequired).Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var least = new RonValue.Struct(schema.OwnName, new(example.Fields.Where(field => required.Contains(field.Key))));
        return schema.Rewrite(least.ToSource(RonExtensions.Typed)) is { } source
            && SyntaxTree.Parse(source).ToValue([], RonExtensions.Typed) is RonValue.Struct full
                ? full.Fields.Where(field => !required.Contains(field.Key)).ToDictionary(StringComparer.Ordinal)
                : null;
    }
}
