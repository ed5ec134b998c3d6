using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>How a resource compares with the remote side.</summary>
public abstract record DriftStatus
{
    private DriftStatus(string word) => Word = word;

    /// <summary>The word of people and of JSON, such as `changed`.</summary>
    public string Word { get; }

    /// <summary>Whether repository and remote disagree.</summary>
    public bool IsDrift => this is Changed or Missing or Orphaned or NotInRepository;

    /// <summary>Body and outputs agree.</summary>
    public sealed record Equal() : DriftStatus("equal");

    /// <summary>Body or outputs differ.</summary>
    /// <param name="Diff">From the local body to the remote one; null when only outputs differ.</param>
    /// <param name="Outputs">Outputs that both sides have with different values.</param>
    public sealed record Changed(BodyDiff? Diff, IReadOnlyList<FieldChange> Outputs) : DriftStatus("changed");

    /// <summary>Everything that differs is hidden by rules.</summary>
    public sealed record Ignored() : DriftStatus("ignored");

    /// <summary>There is a file and nothing remote.</summary>
    public sealed record Missing() : DriftStatus("missing remotely");

    /// <summary>There are outputs and no file.</summary>
    public sealed record Orphaned() : DriftStatus("orphaned");

    /// <summary>There is something remote and no file.</summary>
    public sealed record NotInRepository() : DriftStatus("not in repository");

    /// <summary>It waits for outputs of other resources.</summary>
    public sealed record Deferred(IReadOnlyList<OutputRead> Waits) : DriftStatus("deferred");

    /// <summary>It could not be compared.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : DriftStatus("error");
}
