using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Scaffolding;

/// <summary>The connector that was begun, or why none was.</summary>
/// <param name="Name">As asked for.</param>
/// <param name="Prefix">Where it is configured now; null when nothing was done.</param>
/// <param name="NewPrefix">Whether that prefix is new.</param>
/// <param name="Files">The new files.</param>
public sealed record NewConnectorResult(
    string Name, Prefix? Prefix, bool NewPrefix, IReadOnlyList<RepoPath> Files, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);
