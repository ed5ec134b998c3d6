using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Outputs;

/// <summary>Where outputs and bundle markers of an address are kept.</summary>
public static class OutputPaths
{
    private static readonly RepoPath OutputRoot = RepoPath.Parse(".autoschematic");
    private static readonly RepoPath BundleFolder = RepoPath.Parse(".bundle");

    /// <summary>`.autoschematic/PREFIX/ADDR.out.json`.</summary>
    public static RepoPath FileOf(Prefix prefix, Address address)
        => RepoPath.Parse($"{FolderOf(prefix)}/{address}.out.json");

    /// <summary>`.autoschematic/PREFIX`, the folder of all outputs of a prefix.</summary>
    public static RepoPath FolderOf(Prefix prefix)
        => prefix.Folder is null ? OutputRoot : OutputRoot.Append(prefix.Folder);

    /// <summary>The address whose outputs a file holds, or null when it is no output file of the prefix.</summary>
    public static Address? AddressOf(Prefix prefix, RepoPath file)
    {
        const string suffix = ".out.json";
        var folder = FolderOf(prefix);
        return file.IsWithin(folder) && file != folder && file.Text.EndsWith(suffix, StringComparison.Ordinal)
            ? Address.TryParse(file.Text[(folder.Text.Length + 1)..^suffix.Length], out _)
            : null;
    }

    /// <summary>`PREFIX/.bundle/ADDR.bun.ron`.</summary>
    public static RepoPath BundleMarkerOf(Prefix prefix, Address address)
    {
        var folder = BundleFolderOf(prefix);
        return RepoPath.Parse($"{folder}/{address}.bun.ron");
    }

    /// <summary>Whether a file is the bundle marker of some prefix.</summary>
    public static bool IsBundleMarker(RepoPath file)
        => file.Text.EndsWith(".bun.ron", StringComparison.Ordinal) && $"/{file.Text}".Contains($"/{BundleFolder}/", StringComparison.Ordinal);

    /// <summary>`PREFIX/.bundle`, the folder of all bundle markers of a prefix.</summary>
    public static RepoPath BundleFolderOf(Prefix prefix)
        => prefix.Folder is null ? BundleFolder : prefix.Folder.Append(BundleFolder);
}
