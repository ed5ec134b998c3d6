namespace Autoschematic.Connectors.Packages;

/// <summary>A crate as a `Cargo.lock` has it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Revision">The commit, when it comes from git.</param>
/// <param name="Checksum">SHA-256 of its file, when it comes from a registry.</param>
internal sealed record ResolvedCrate(string Version, string? Revision, string? Checksum)
{
    /// <summary>Finds what <paramref name="asking"/>, which depends on one crate alone, got for it.</summary>
    public static ResolvedCrate? Find(string lockFile, string asking, string name)
    {
        var packages = lockFile.Split("[[package]]").Skip(1).Select(ReadTable).ToList();

        // `name`, or `name version` when the crate is there in several versions.
        var dependency = packages.Find(package => package.GetValueOrDefault("name") == asking)?.GetValueOrDefault("dependencies")?.Split(' ');
        var found = packages.Find(package => package.GetValueOrDefault("name") == name
            && (dependency is not [_, var version, ..] || package.GetValueOrDefault("version") == version));
        return found?.GetValueOrDefault("version") is { } resolved
            ? new(resolved, RevisionOf(found.GetValueOrDefault("source")), found.GetValueOrDefault("checksum"))
            : null;
    }

    private static string? RevisionOf(string? source)
        => source is not null && source.StartsWith("git+", StringComparison.Ordinal) && source.Split('#') is [_, var revision] ? revision : null;

    // Texts on one line, and lists of them, of which the first is enough here.
    private static Dictionary<string, string> ReadTable(string table)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        string? list = null;
        foreach (var line in table.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (list is not null && line.StartsWith('"'))
            {
                values.TryAdd(list, line.Trim('"', ','));
            }
            else if (line.Split(" = ", 2) is [var key, var value])
            {
                list = value == "[" ? key : null;
                if (list is null)
                {
                    values.TryAdd(key, value.Trim('"'));
                }
            }
        }

        return values;
    }
}
