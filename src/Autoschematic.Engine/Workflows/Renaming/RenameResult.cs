using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>What a rename changed; nothing when the outcome is an error.</summary>
/// <param name="Rewritten">Files whose references were changed, in ordinal order, with the number of references.</param>
/// <param name="Moved">Body, outputs and marker: old and new place.</param>
public sealed record RenameResult(
    ResourceKey? From,
    ResourceKey? To,
    IReadOnlyList<(RepoPath File, int References)> Rewritten,
    IReadOnlyList<(RepoPath From, RepoPath To)> Moved,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome);
