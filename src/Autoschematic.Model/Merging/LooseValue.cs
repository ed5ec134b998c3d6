using System.Globalization;
using Autoschematic.Model.Canonical;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Merging;

/// <summary>Compares values as a typed reader would: `1` fills a field of `1.0`, and `Some(1)` one of `1`.</summary>
internal static class LooseValue
{
    public static bool AreEqual(RonValue left, RonValue right)
        => CanonicalEncoder.Encode(Loosen(left)).Span.SequenceEqual(CanonicalEncoder.Encode(Loosen(right)).Span);

    private static RonValue Loosen(RonValue value) => value switch
    {
        RonValue.Number { Value: var number } => new RonValue.Text(TextOf(number)),
        RonValue.Text text => new RonValue.Some(text),
        RonValue.Some { Value: not RonValue.None and not RonValue.Some } some => Loosen(some.Value),
        RonValue.Some some => new RonValue.Some(new RonValue.Some(Loosen(some.Value))),
        RonValue.List list => new RonValue.List(new(list.Items.Select(Loosen))),
        RonValue.Tuple tuple => new RonValue.Tuple(tuple.Name, new(tuple.Items.Select(Loosen))),
        RonValue.Map map => new RonValue.Map(new(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Loosen(entry.Value))))),
        RonValue.Struct record => new RonValue.Struct(record.Name, new(record.Fields.Select(field => KeyValuePair.Create(field.Key, Loosen(field.Value))))),
        _ => value,
    };

    // Numbers become texts and texts options, so that neither is ever taken for the other.
    private static string TextOf(RonNumber number)
        => number.IsFloat ? number.ToDouble().ToString("R", CultureInfo.InvariantCulture)
            : number.IsSigned ? ((long)number.Bits).ToString(CultureInfo.InvariantCulture)
            : number.Bits.ToString(CultureInfo.InvariantCulture);
}
