namespace Autoschematic.Model.Config;

/// <summary>Of folders that come one after the other, finds the first earlier one that a folder is, lies in or holds.</summary>
internal sealed class EarlierFolders<T>
    where T : class
{
    private readonly Dictionary<string, (int Order, T Value)> own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Order, T Value)> below = new(StringComparer.Ordinal);
    private int count;

    public T? Find(string folder)
    {
        (int Order, T Value)? first = below.TryGetValue(folder, out var held) ? held : null;
        foreach (var outer in SelfAndAncestors(folder))
        {
            if (own.TryGetValue(outer, out var found) && (first is null || found.Order < first.Value.Order))
            {
                first = found;
            }
        }

        return first?.Value;
    }

    public void Add(string folder, T value)
    {
        own.TryAdd(folder, (count, value));
        foreach (var outer in SelfAndAncestors(folder).Skip(1))
        {
            below.TryAdd(outer, (count, value));
        }

        count++;
    }

    private static IEnumerable<string> SelfAndAncestors(string folder)
    {
        for (var end = folder.Length; end > 0; end = folder.LastIndexOf('/', end - 1))
        {
            yield return folder[..end];
        }
    }
}
