using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Creating;

/// <summary>Skeletons in file order of prefixes and connectors.</summary>
public sealed record SkeletonsResult(
    IReadOnlyList<OfferedSkeleton> Skeletons, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);

/// <summary>One skeleton: where it would go and its example body, both with `[placeholders]`.</summary>
/// <param name="Placeholders">Names of the placeholders of address and body, each once, in the order they stand.</param>
public sealed record OfferedSkeleton(
    Prefix Prefix, string Connector, string AddressTemplate, ReadOnlyMemory<byte> Body, IReadOnlyList<string> Placeholders);
