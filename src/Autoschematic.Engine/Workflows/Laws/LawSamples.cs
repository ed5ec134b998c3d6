using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>What a connector says of itself, read once: the material that laws are tried on.</summary>
internal sealed class LawSamples
{
    public List<FilledSkeleton> Skeletons { get; } = [];

    /// <summary>Every text that List answered, with its subpath.</summary>
    public List<(string Subpath, string Text)> Listed { get; } = [];

    /// <summary>Physical addresses that are tried, with the virtual ones that AddrPhyToVirt answered, unchecked.</summary>
    public List<(Address Physical, string? Virtual)> Mapped { get; } = [];

    /// <summary>Virtual addresses that Get suggested, unchecked.</summary>
    public List<(Address Physical, string Text)> Suggested { get; } = [];

    /// <summary>Bodies of skeletons and of what exists.</summary>
    public List<LawSample> Bodies { get; } = [];

    /// <summary>Calls for what the connector named itself that it refused.</summary>
    public List<LawIncident> Refused { get; } = [];

    /// <summary>Methods that were answered.</summary>
    public HashSet<string> Answered { get; } = [];
}
