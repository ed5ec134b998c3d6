using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Journal;

/// <summary>One resource of a run as it was planned and agreed to; its desired body is in the pinned tree.</summary>
/// <param name="File">The selected file.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Action">The word of what was to be done.</param>
/// <param name="Predicted">For a deferred resource, the word of what it was predicted to be; for a stale one, of what was planned.</param>
/// <param name="Physical">Where it was found, or null.</param>
/// <param name="Fingerprint">Of the remote body as it was planned against; null when there was none.</param>
/// <param name="Ops">SHA-256 of what each planned op says, in order; the order of map keys in it does not count.</param>
public sealed record RecordedResource(
    SelectedFile File,
    string Connector,
    string Action,
    string? Predicted,
    Address? Physical,
    string? Fingerprint,
    IReadOnlyList<string> Ops)
{
    public ResourceKey Key { get; } = new(File.Prefix, File.Address);

    /// <summary>The file whose outputs it takes over; only for what moves.</summary>
    public ResourceKey? MovedFrom { get; init; }

    /// <summary>Why nothing is done with it, for one that could not be planned or is stale.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it differed and the plan file that is applied knew nothing to do about that.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>Whether there was something to do with it.</summary>
    public bool IsChange => Action is not ("unchanged" or "error" or "stale");

    /// <summary>Whether the repository wants it gone.</summary>
    public bool IsDeletion => File.Change == ChangeKind.Deleted;
}
