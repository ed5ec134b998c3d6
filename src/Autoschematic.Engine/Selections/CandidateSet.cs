namespace Autoschematic.Engine.Selections;

/// <summary>Files and orphans that a mode finds before the patterns narrow them.</summary>
internal sealed record CandidateSet(IReadOnlyList<SelectedFile> Files, IReadOnlyList<OrphanedOutput> Orphans)
{
    public static CandidateSet Empty { get; } = new([], []);
}
