using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Autoschematic.Model.Addresses;

/// <summary>
/// Case folding with canonical decomposition: two names fold to the same text when a file system that ignores
/// case and normalisation takes them for one. The runtime cannot do it, since without ICU it normalises nothing.
/// </summary>
internal static class UnicodeFolding
{
    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;

    private static readonly FrozenDictionary<int, int[]> Foldings = ReadFoldings();
    private static readonly FrozenDictionary<int, int> CombiningClasses = ReadCombiningClasses();

    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var scalars = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            AddFolded(rune, scalars);
        }

        SortMarks(scalars);
        var folded = new StringBuilder(text.Length);
        foreach (var scalar in scalars)
        {
            folded.Append(new Rune(scalar).ToString());
        }

        return folded.ToString();
    }

    private static void AddFolded(Rune rune, List<int> scalars)
    {
        if (Foldings.TryGetValue(rune.Value, out var folded))
        {
            scalars.AddRange(folded);
        }
        else if (rune.Value is >= HangulFirst and <= HangulLast)
        {
            var index = rune.Value - HangulFirst;
            scalars.Add(0x1100 + (index / 588));
            scalars.Add(0x1161 + (index % 588 / 28));
            if (index % 28 != 0)
            {
                scalars.Add(0x11A7 + (index % 28));
            }
        }
        else if (!IsIgnorable(rune.Value))
        {
            scalars.Add(Rune.ToLowerInvariant(rune).Value);
        }
    }

    // HFS+ drops these from names, so that `.g\u200cit` would open `.git`.
    private static bool IsIgnorable(int scalar)
        => scalar is (>= 0x200C and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x206A and <= 0x206F) or 0xFEFF;

    private static void SortMarks(List<int> scalars)
    {
        for (var start = 0; start < scalars.Count; start++)
        {
            var end = start;
            while (end < scalars.Count && CombiningClasses.ContainsKey(scalars[end]))
            {
                end++;
            }

            if (end - start > 1)
            {
                var sorted = scalars.GetRange(start, end - start).OrderBy(scalar => CombiningClasses[scalar]).ToArray();
                for (var index = 0; index < sorted.Length; index++)
                {
                    scalars[start + index] = sorted[index];
                }
            }

            start = end;
        }
    }

    private static FrozenDictionary<int, int[]> ReadFoldings()
        => Entries(UnicodeFoldingData.Foldings).ToFrozenDictionary(
            entry => Hex(entry.Key), entry => entry.Value.Split('+').Select(Hex).ToArray());

    private static FrozenDictionary<int, int> ReadCombiningClasses()
    {
        var classes = new Dictionary<int, int>();
        foreach (var (range, value) in Entries(UnicodeFoldingData.CombiningClasses))
        {
            var ends = range.Split('-');
            for (var scalar = Hex(ends[0]); scalar <= Hex(ends[1]); scalar++)
            {
                classes[scalar] = int.Parse(value, CultureInfo.InvariantCulture);
            }
        }

        return classes.ToFrozenDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(string table)
    {
        foreach (var entry in table.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            yield return new(entry[..equals], entry[(equals + 1)..]);
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
