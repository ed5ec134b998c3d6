using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>What a task did.</summary>
/// <param name="Steps">How often the connector was called.</param>
/// <param name="Messages">What it said, step by step.</param>
/// <param name="ModifiedFiles">Files it says it modified.</param>
/// <param name="OutputKeys">Outputs it wrote.</param>
/// <param name="SealedFiles">Files that its secrets and sensitive outputs are sealed in.</param>
/// <param name="KeptSecrets">Where secrets are kept that could not be sealed; never their values.</param>
public sealed record RunTaskResult(
    ResourceKey? Task,
    string? Connector,
    int Steps,
    IReadOnlyList<string> Messages,
    IReadOnlyList<RepoPath> ModifiedFiles,
    IReadOnlyList<string> OutputKeys,
    IReadOnlyList<RepoPath> SealedFiles,
    IReadOnlyList<string> KeptSecrets,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome);
