using Autoschematic.Engine.Locks;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Safety;

/// <summary>The state of the safety lock now; null means unlocked.</summary>
public sealed record SafetyResult(SafetyState? State, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);
