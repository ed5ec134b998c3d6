using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Finds the fields in which two bodies differ.</summary>
internal static class FieldDifferences
{
    /// <summary>The differences of two values that were shaped to be compared, in the order of the record's fields.</summary>
    public static IReadOnlyList<FieldChange> Between(RonValue before, RonValue after, TypeSchema schema)
    {
        var changes = new List<FieldChange>();
        Compare(new FieldChange("", before, after) { Type = schema }, RonPath.Root, changes);
        return changes;
    }

    private static void Compare(FieldChange found, RonPath path, List<FieldChange> changes)
    {
        if (found.Before == found.After)
        {
            return;
        }

        switch ((found.Before, found.After, Content(found.Type)))
        {
            case (RonValue.Struct before, RonValue.Struct after, var type) when before.Name == after.Name && RecordOf(type, before.Name) is { } record:
                CompareRecords(found, before, after, path, record, changes);
                break;

            // Of what is never shown not even the keys are.
            case (RonValue.Map before, RonValue.Map after, TypeSchema.Mapping or TypeSchema.Anything) when !found.IsSensitive:
                CompareMaps(found, before, after, path, changes);
                break;
            default:
                changes.Add(found with { Path = path.ToString() });
                break;
        }
    }

    private static void CompareRecords(
        FieldChange found, RonValue.Struct before, RonValue.Struct after, RonPath path, TypeSchema.Record schema, List<FieldChange> changes)
    {
        foreach (var field in schema.Fields)
        {
            var change = found with
            {
                Before = Field(before, field.Name),
                After = Field(after, field.Name),
                Type = field.Type,
                IsSensitive = found.IsSensitive || field.IsSensitive,
                IsImmutable = found.IsImmutable || field.IsImmutable,
                IsReplaced = found.IsReplaced || field.IsReplaced,
                IsUnordered = field.IsUnordered || Content(field.Type) is TypeSchema.Sequence { IsSet: true },
            };
            Compare(change, path.Append(new RonPathSegment.Field(field.Name)), changes);
        }
    }

    private static void CompareMaps(FieldChange found, RonValue.Map before, RonValue.Map after, RonPath path, List<FieldChange> changes)
    {
        var type = Content(found.Type) is TypeSchema.Mapping mapping ? mapping.Value : found.Type;
        var right = after.Entries.ToDictionary();
        var left = before.Entries.ToDictionary();
        foreach (var key in before.Entries.Concat(after.Entries).Select(entry => entry.Key).Distinct())
        {
            var change = found with { Before = left.GetValueOrDefault(key), After = right.GetValueOrDefault(key), Type = type, IsUnordered = false };
            Compare(change, path.Append(Step(key)), changes);
        }
    }

    private static RonPathSegment Step(RonValue key)
        => key is RonValue.Text text
            ? Array.TrueForAll([.. text.Value], character => char.IsAsciiLetterOrDigit(character) || character == '_')
                && text.Value is [not (>= '0' and <= '9'), ..]
                    ? new RonPathSegment.Field(text.Value)
                    : new RonPathSegment.Key(text.Value)
            : new RonPathSegment.KeySource(ValueTexts.Of(key));

    private static RonValue? Field(RonValue.Struct record, string name)
        => record.Fields.FirstOrDefault(field => field.Key == name).Value is { } value and not RonValue.None ? value : null;

    /// <summary>The record behind a struct: its type, or the variant that it is.</summary>
    private static TypeSchema.Record? RecordOf(TypeSchema schema, string? name)
        => schema is TypeSchema.Choice choice
            ? choice.Variants.Find(variant => variant.Name == name)?.Content as TypeSchema.Record
            : schema as TypeSchema.Record;

    private static TypeSchema Content(TypeSchema schema) => schema is TypeSchema.Option option ? Content(option.Inner) : schema;
}
