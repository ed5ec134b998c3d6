using Autoschematic.Model.Connectors;

namespace Autoschematic.Model.Plans;

/// <summary>One resource of a plan file.</summary>
/// <param name="File">The body's file, from the root of the repository.</param>
/// <param name="Prefix">Name of its prefix.</param>
/// <param name="Address">Its virtual address.</param>
/// <param name="Physical">Its physical address; null when it has none yet.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Identity">The program that planned it; null when it did not run.</param>
/// <param name="Action">The word of what is to be done.</param>
/// <param name="MovedFrom">For a move, the file whose outputs it gets.</param>
/// <param name="DesiredHash">SHA-256 of the desired body as it is written; null for a deletion.</param>
/// <param name="Fingerprint">Of the remote body it was planned against; null when there was none.</param>
/// <param name="Reads">Outputs that the desired body refers to.</param>
/// <param name="Writes">Outputs that its ops write, in ordinal order.</param>
/// <param name="OpsHash">What <see cref="OpValues"/> makes of its ops.</param>
/// <param name="Ops">Its ops; null when they hold something sensitive, so that only their hash may be kept.</param>
/// <param name="Deferral">For a resource that has to wait, what it waits for.</param>
public sealed record PlanFileEntry(
    string File,
    string Prefix,
    string Address,
    string? Physical,
    string Connector,
    ConnectorIdentity? Identity,
    string Action,
    string? MovedFrom,
    string? DesiredHash,
    string? Fingerprint,
    IReadOnlyList<PlanFileRead> Reads,
    IReadOnlyList<string> Writes,
    string OpsHash,
    IReadOnlyList<ConnectorOp>? Ops,
    PlanFileDeferral? Deferral);
