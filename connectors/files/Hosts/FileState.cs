using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Hosts;

/// <summary>What is at a path of a host; links are never followed.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Attributes">Owner, group and permissions, all of them.</param>
/// <param name="Size">Bytes of a file.</param>
internal sealed record FileState(string Path, FileKind Kind, Attributes Attributes, long Size)
{
    /// <summary>SHA-256 of a file in lower-case hex, where the host computes it.</summary>
    public string? Hash { get; init; }
}
