using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Formatting;

/// <summary>Which files were formatted, or would be.</summary>
public sealed record FormatResult(
    IReadOnlyList<RepoPath> Changed, int Unchanged, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);
