using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>What a rename would change, for an editor that makes the changes itself; nothing is changed yet.</summary>
/// <param name="Files">Every file that moves or whose content changes, in ordinal order.</param>
public sealed record RenameDraft(IReadOnlyList<DraftedFile> Files)
{
    /// <summary>Old and new place of each file that moves.</summary>
    public IReadOnlyList<(RepoPath From, RepoPath To)> Moved
        => [.. Files.Where(file => file.NewPlace is not null).Select(file => (file.File, file.NewPlace!))];

    /// <summary>Files whose content changes, by the place they have afterwards.</summary>
    public IReadOnlyList<RepoPath> Edited
        => [.. Files.Where(file => file.IsEdited).Select(file => file.NewPlace ?? file.File)];
}
