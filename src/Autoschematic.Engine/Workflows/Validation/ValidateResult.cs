using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Validation;

/// <summary>Everything that was found, in file order.</summary>
/// <param name="Files">How many files were looked at.</param>
public sealed record ValidateResult(int Files, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome)
{
    /// <summary>How many prefixes were looked at.</summary>
    public int Prefixes { get; init; }

    /// <summary>Files that no connector takes; none offline.</summary>
    public IReadOnlyList<RepoPath> Unmanaged { get; init; } = [];

    /// <summary>How many connectors were started to be asked; none offline.</summary>
    public int Connectors { get; init; }
}
