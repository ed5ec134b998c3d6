namespace Autoschematic.Model.Diffs;

/// <summary>Aligns lists whose elements have no names: equal elements stay together, what lies between is compared in order.</summary>
internal static class ElementAlignment
{
    // The table of a longest common subsequence is quadratic; longer lists are compared by position.
    private const int LargestTable = 4_000_000;

    /// <summary>Indices in the old and the new list, in order.</summary>
    public static IEnumerable<(int? Old, int? New)> Pair(IReadOnlyList<ValueNode> oldElements, IReadOnlyList<ValueNode> newElements)
    {
        var start = 0;
        while (start < oldElements.Count && start < newElements.Count && AreEqual(oldElements[start], newElements[start]))
        {
            start++;
        }

        var (oldEnd, newEnd) = (oldElements.Count, newElements.Count);
        while (oldEnd > start && newEnd > start && AreEqual(oldElements[oldEnd - 1], newElements[newEnd - 1]))
        {
            oldEnd--;
            newEnd--;
        }

        var (oldGap, newGap) = (start, start);
        foreach (var (oldIndex, newIndex) in Common(oldElements, newElements, start, oldEnd, newEnd).Append((oldEnd, newEnd)))
        {
            for (; oldGap < oldIndex || newGap < newIndex; oldGap++, newGap++)
            {
                yield return (oldGap < oldIndex ? oldGap : null, newGap < newIndex ? newGap : null);
            }

            (oldGap, newGap) = (oldIndex + 1, newIndex + 1);
        }
    }

    private static IEnumerable<(int Old, int New)> Common(
        IReadOnlyList<ValueNode> oldElements, IReadOnlyList<ValueNode> newElements, int start, int oldEnd, int newEnd)
    {
        var (oldCount, newCount) = (oldEnd - start, newEnd - start);
        if (oldCount == newCount || (long)oldCount * newCount > LargestTable)
        {
            yield break;
        }

        var lengths = new int[oldCount + 1, newCount + 1];
        for (var i = oldCount - 1; i >= 0; i--)
        {
            for (var j = newCount - 1; j >= 0; j--)
            {
                lengths[i, j] = AreEqual(oldElements[start + i], newElements[start + j])
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < oldCount && j < newCount;)
        {
            if (AreEqual(oldElements[start + i], newElements[start + j]))
            {
                yield return (start + i++, start + j++);
            }
            else if (lengths[i + 1, j] >= lengths[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static bool AreEqual(ValueNode left, ValueNode right) => left.Canonical == right.Canonical;
}
