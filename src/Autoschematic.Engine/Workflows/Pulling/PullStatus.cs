using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>What became of one file.</summary>
public abstract record PullStatus
{
    private PullStatus(string word) => Word = word;

    /// <summary>The word of people and of JSON, such as `pulled`.</summary>
    public string Word { get; }

    /// <summary>It already means what the remote side has.</summary>
    public sealed record Unchanged() : PullStatus("unchanged");

    /// <summary>Only the file has changed since both were the same, so it stays as it is.</summary>
    public sealed record Kept() : PullStatus("kept");

    /// <summary>Both sides changed the same, so it was left as it was.</summary>
    /// <param name="IsGone">Whether what the remote side did is to delete it.</param>
    public sealed record Conflicted(bool IsGone = false) : PullStatus("conflict");

    /// <summary>Taking the remote state would take back a commit that may never have been applied, so it was left as it was.</summary>
    public sealed record Unconfirmed(IReadOnlyList<CommittedField> Fields) : PullStatus("unconfirmed");

    /// <summary>It holds the remote state now, besides what only the file has changed; the old bytes are kept as a git object.</summary>
    /// <param name="PreImage">Object id of the old bytes; null when there was no file.</param>
    public sealed record Pulled(string? PreImage) : PullStatus("pulled");

    /// <summary>The resource is gone and the file was removed.</summary>
    public sealed record Deleted(string? PreImage) : PullStatus("deleted");

    /// <summary>The resource is gone; the file is still there.</summary>
    /// <param name="Edit">What was changed here since both sides were the same; then the file goes only when somebody says so.</param>
    public sealed record Gone(MergeConflict? Edit) : PullStatus("gone");

    /// <summary>There is nothing remote, and nothing that says that there ever was: the file is to be applied yet.</summary>
    public sealed record NotCreated() : PullStatus("not created");

    /// <summary>It waits for outputs of other resources.</summary>
    public sealed record Deferred(IReadOnlyList<OutputRead> Waits) : PullStatus("deferred");

    /// <summary>It could not be read, compared or written.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : PullStatus("error");
}
