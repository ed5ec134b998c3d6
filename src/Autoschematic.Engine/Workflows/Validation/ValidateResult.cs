using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>Everything that was found, in file order.</summary>
/// <param name="Files">How many files were looked at.</param>
public sealed record ValidateResult(int Files, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);
