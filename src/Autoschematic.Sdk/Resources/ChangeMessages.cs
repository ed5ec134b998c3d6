using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Says what an operation changes.</summary>
internal static class ChangeMessages
{
    /// <summary>All changes, behind what is done to which resource.</summary>
    public static string Of(string action, IReadOnlyList<FieldChange> changes)
        => changes.Count == 0 ? action : $"{action}: {string.Join("; ", changes.Select(Of))}";

    public static string Of(FieldChange change)
        => (change, Shown(change.Before, change.Type), Shown(change.After, change.Type)) switch
        {
            ({ Path: "" }, _, _) => "change the body",
            ({ IsSensitive: true }, _, null) => $"remove `{change.Path}`",
            ({ IsSensitive: true }, _, _) => $"set `{change.Path}` to another value (hidden)",
            (_, { } before, { } after) when before == after => $"set `{change.Path}` to another value (hidden)",
            (_, null, { } after) => $"set `{change.Path}` to {ValueTexts.Of(after)}",
            (_, { } before, null) => $"remove `{change.Path}`, which is {ValueTexts.Of(before)}",
            (_, { } before, { } after) => Elements(change) ?? $"set `{change.Path}` from {ValueTexts.Of(before)} to {ValueTexts.Of(after)}",
            _ => $"set `{change.Path}`",
        };

    /// <summary>Elements that come and go, when that is all. They are compared as they are: two may look the same where part of them is hidden.</summary>
    private static string? Elements(FieldChange change)
    {
        if (change is not { Before: RonValue.List { Items: var before }, After: RonValue.List { Items: var after } })
        {
            return null;
        }

        var gone = before.Except(after).ToList();
        var come = after.Except(before).ToList();
        var stay = before.Where(item => !gone.Contains(item));
        if ((gone.Count == 0 && come.Count == 0) || !stay.SequenceEqual(after.Where(item => !come.Contains(item))))
        {
            return null;
        }

        var type = ElementOf(change.Type);
        var added = come.Count == 0 ? null : $"add {Texts(come)} to `{change.Path}`";
        var removed = gone.Count == 0 ? null : $"remove {Texts(gone)} from `{change.Path}`";
        return string.Join(" and ", new[] { removed, added }.OfType<string>());

        string Texts(List<RonValue> items) => string.Join(", ", items.Select(item => ValueTexts.Of(ShownValues.Of(item, type))));
    }

    private static TypeSchema ElementOf(TypeSchema schema)
        => schema switch
        {
            TypeSchema.Option option => ElementOf(option.Inner),
            TypeSchema.Positional { Items: [var only] } => ElementOf(only.Type),
            TypeSchema.Sequence sequence => sequence.Element,
            _ => schema,
        };

    private static RonValue? Shown(RonValue? value, TypeSchema type) => value is null ? null : ShownValues.Of(value, type);
}
