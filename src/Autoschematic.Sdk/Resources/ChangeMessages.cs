using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>Says what an operation changes.</summary>
internal static class ChangeMessages
{
    public static string Of(string verb, string address, IReadOnlyList<FieldChange> changes)
        => changes.Count == 0 ? $"{verb} {address}" : $"{verb} {address}: {string.Join("; ", changes.Select(Of))}";

    public static string Of(FieldChange change)
        => change switch
        {
            { Path: "" } => "change the body",
            { IsSensitive: true, After: null } => $"remove `{change.Path}`",
            { IsSensitive: true } => $"set `{change.Path}` to another value (hidden)",
            { Before: RonValue.List before, After: RonValue.List after } => Elements(change, before.Items, after.Items),
            { Before: null, After: { } after } => $"set `{change.Path}` to {ValueTexts.Of(after)}",
            { Before: { } before, After: null } => $"remove `{change.Path}`, which is {ValueTexts.Of(before)}",
            { Before: { } before, After: { } after } => $"set `{change.Path}` from {ValueTexts.Of(before)} to {ValueTexts.Of(after)}",
            _ => $"set `{change.Path}`",
        };

    /// <summary>Elements that come and go, when that is all.</summary>
    private static string Elements(FieldChange change, RonList<RonValue> before, RonList<RonValue> after)
    {
        var gone = before.Except(after).ToList();
        var come = after.Except(before).ToList();
        var stay = before.Where(item => !gone.Contains(item));
        if ((gone.Count == 0 && come.Count == 0) || !stay.SequenceEqual(after.Where(item => !come.Contains(item))))
        {
            return $"set `{change.Path}` from {ValueTexts.Of(change.Before!)} to {ValueTexts.Of(change.After!)}";
        }

        var added = come.Count == 0 ? null : $"add {string.Join(", ", come.Select(ValueTexts.Of))} to `{change.Path}`";
        var removed = gone.Count == 0 ? null : $"remove {string.Join(", ", gone.Select(ValueTexts.Of))} from `{change.Path}`";
        return string.Join(" and ", new[] { removed, added }.OfType<string>());
    }
}
