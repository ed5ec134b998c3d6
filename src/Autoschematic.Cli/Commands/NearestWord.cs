namespace Autoschematic.Cli.Commands;

/// <summary>Finds the word that was probably meant.</summary>
internal static class NearestWord
{
    public static string? Find(string word, IEnumerable<string> known)
        => known
            .Select(candidate => (Word: candidate, Distance: Distance(word, candidate)))
            .Where(item => item.Distance <= Math.Max(1, Math.Min(word.Length, item.Word.Length) / 3))
            .OrderBy(item => item.Distance)
            .ThenBy(item => item.Word, StringComparer.Ordinal)
            .Select(item => item.Word)
            .FirstOrDefault();

    // Edits between two words; swapping neighbours counts as one.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
