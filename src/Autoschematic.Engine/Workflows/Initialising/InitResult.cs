using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Initialising;

/// <summary>The file, and whether it was written now or stood there already.</summary>
public sealed record InitResult(RepoPath? File, bool Created, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);
