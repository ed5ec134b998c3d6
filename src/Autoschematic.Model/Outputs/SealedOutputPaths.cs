using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Outputs;

/// <summary>Where sealed outputs are kept, and the text that stands for them in an output file.</summary>
public static class SealedOutputPaths
{
    private const string Scheme = "secret://";
    private const string Suffix = ".sealed";

    /// <summary>`.autoschematic/PREFIX/ADDR.KEY.sealed`.</summary>
    public static RepoPath FileOf(Prefix prefix, Address address, string key)
        => RepoPath.Parse($"{OutputPaths.FolderOf(prefix)}/{address}.{Escape(key)}{Suffix}");

    /// <summary>Whether a file is named like one that holds a sealed output.</summary>
    public static bool IsSealedFile(RepoPath file) => file.Text.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The address whose output a sealed file holds, or null when it is not named like one of the prefix.</summary>
    public static Address? AddressOf(Prefix prefix, RepoPath file)
    {
        var folder = OutputPaths.FolderOf(prefix);
        if (!IsSealedFile(file) || !file.IsWithin(folder) || file == folder)
        {
            return null;
        }

        // A key holds no dot, so the last one ends the address.
        var name = file.Text[(folder.Text.Length + 1)..^Suffix.Length];
        var dot = name.LastIndexOf('.');
        return dot > 0 ? Address.TryParse(name[..dot], out _) : null;
    }

    /// <summary>`secret://PATH`, the value of an output whose real value is sealed in a file.</summary>
    public static string ReferenceTo(RepoPath file) => Scheme + file;

    /// <summary>The sealed file that an output's value stands for; null for an ordinary value.</summary>
    public static RepoPath? FileBehind(Prefix prefix, string value)
        => IsReserved(value)
            && value.EndsWith(Suffix, StringComparison.Ordinal)
            && RepoPath.TryParse(value[Scheme.Length..]) is { } file
            && file.IsWithin(OutputPaths.FolderOf(prefix))
                ? file
                : null;

    /// <summary>Whether a value reads like a reference to a sealed output; no connector may write one itself.</summary>
    public static bool IsReserved(string value) => value.StartsWith(Scheme + ".autoschematic/", StringComparison.Ordinal);

    // A dot separates the key from the address, so that `a` with key `b.c` and `a.b` with key `c` are two files.
    private static string Escape(string key) => Uri.EscapeDataString(key).Replace(".", "%2E", StringComparison.Ordinal);
}
