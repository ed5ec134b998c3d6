using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Reading;

/// <summary>Stored outputs, sorted by key.</summary>
/// <param name="Resource">The virtual address that holds them.</param>
public sealed record OutputResult(
    ResourceKey? Resource,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome);
