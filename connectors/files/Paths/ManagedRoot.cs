using Autoschematic.Files.Settings;

namespace Autoschematic.Files.Paths;

/// <summary>One root of a host, and what is wanted below it.</summary>
internal sealed class ManagedRoot(RootSettings settings)
{
    private readonly List<(PathGlob Paths, RuleSettings Rule)> rules = [.. settings.Rules.Select(rule => (new PathGlob(rule.Paths), rule))];
    private readonly List<PathGlob> ignored = [.. settings.Ignore.Select(pattern => new PathGlob(pattern))];

    public string Path => settings.Path;

    public bool Contains(string path) => path == Path || path.StartsWith($"{Path}/", StringComparison.Ordinal);

    /// <summary>Whether a path below this root is left alone, itself or with a directory above it.</summary>
    public bool Ignores(string path)
    {
        var relative = RelativeOf(path);
        return ignored.Count > 0
            && relative.Length > 0
            && AbsolutePath.Above($"/{relative}").Append($"/{relative}").Any(part => ignored.Exists(glob => glob.Matches(part[1..])));
    }

    /// <summary>What the rules say of a path.</summary>
    public Attributes AttributesOf(string path, bool isDirectory)
    {
        var relative = RelativeOf(path);
        var wanted = new Attributes(settings.Owner, settings.Group, isDirectory ? settings.DirectoryMode : settings.Mode);
        foreach (var (paths, rule) in rules)
        {
            if (paths.Matches(relative))
            {
                wanted = new(rule.Owner ?? wanted.Owner, rule.Group ?? wanted.Group, (isDirectory ? rule.DirectoryMode : rule.Mode) ?? wanted.Mode);
            }
        }

        return wanted;
    }

    private string RelativeOf(string path) => path.Length > Path.Length ? path[(Path.Length + 1)..] : "";
}
