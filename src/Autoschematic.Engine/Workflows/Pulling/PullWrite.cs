using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>What a pull decided to do for one file; it happens when all files are decided.</summary>
/// <param name="Local">The body that it was decided for; null when there was none.</param>
internal sealed record PullWrite(ReadOnlyMemory<byte>? Local)
{
    /// <summary>The new body and how it came about; null when the body stays.</summary>
    public MergeResult? Result { get; init; }

    /// <summary>Whether body and outputs go.</summary>
    public bool Deletes { get; init; }

    /// <summary>Whose outputs are stored, and where it is; null when they stay.</summary>
    public (RemoteResource Remote, Address Physical)? Outputs { get; init; }

    /// <summary>What both sides have in common from then on; null when that is not known better than before, or may hold a secret in clear.</summary>
    public ReadOnlyMemory<byte>? Agreed { get; init; }

    /// <summary>Whether the new body has marks for a person to settle.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Whether the body is written or deleted.</summary>
    public bool ChangesBody => Deletes || Result is not null;
}
