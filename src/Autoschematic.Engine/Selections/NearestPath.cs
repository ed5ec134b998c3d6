using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Selections;

/// <summary>Finds the path that was probably meant: each of its names is the one that was typed, or nearly so.</summary>
internal static class NearestPath
{
    public static string? Find(string path, IEnumerable<string> paths)
    {
        var typed = path.Split('/');
        return Similarity.Nearest(path, paths.Where(candidate => IsNear(typed, candidate.Split('/'))));
    }

    private static bool IsNear(string[] typed, string[] names)
        => typed.Length == names.Length && typed.Zip(names).All(pair => pair.First == pair.Second || IsNear(pair.First, pair.Second));

    // Short names in long folders, or with the same long extension, would be alike for the rest of the path.
    private static bool IsNear(string typed, string name)
    {
        var (stem, other) = (Path.GetFileNameWithoutExtension(typed), Path.GetFileNameWithoutExtension(name));
        return stem == other || Similarity.Nearest(stem, [other]) is not null;
    }
}
