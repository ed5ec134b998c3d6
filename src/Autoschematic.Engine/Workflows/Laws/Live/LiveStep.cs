using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Live;

/// <summary>What a step of the trial does.</summary>
internal enum LiveAction
{
    Create,
    Update,
    Delete,
}

/// <summary>An op that was executed, and what it answered.</summary>
internal sealed record LiveOp(Address Address, ConnectorOp Op, OpResult Result);

/// <summary>One create, update or delete that was planned and executed, and what the remote side was like afterwards.</summary>
internal sealed record LiveStep(LiveAction Action, Address Address, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? Wanted)
{
    public List<LiveOp> Ops { get; } = [];

    /// <summary>Physical address after it.</summary>
    public Address? Physical { get; set; }

    /// <summary>Why it could not be carried out: refused, or not to be decided.</summary>
    public string? Excuse { get; set; }

    /// <summary>Whether the remote side was read after it.</summary>
    public bool WasRead { get; set; }

    /// <summary>The remote body after it; null when there is none.</summary>
    public ReadOnlyMemory<byte>? After { get; set; }

    /// <summary>Whether Eq takes the remote body for the wanted one.</summary>
    public bool? IsEqual { get; set; }

    /// <summary>What Plan still wants.</summary>
    public IReadOnlyList<ConnectorOp>? Rest { get; set; }

    /// <summary>Whether List still names the physical address.</summary>
    public bool? IsListed { get; set; }

    /// <summary>What sending the ops again changed; null when they were not sent again, empty when nothing changed.</summary>
    public string? RepeatChanged { get; set; }

    public IReadOnlyList<LawInput> Inputs => [LawText.Input("current", Before), LawText.Input("desired", Wanted)];
}
