using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Creating;

/// <summary>The file that was made, or why none was.</summary>
/// <param name="MissingValues">Placeholders that have no value; ask for them and run again.</param>
public sealed record CreateResult(
    RepoPath? File, IReadOnlyList<string> MissingValues, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);
