namespace Autoschematic.Model.Plans;

/// <summary>A plan that is kept to be applied later: exactly this is done, or nothing.</summary>
/// <param name="ToolVersion">The version of the program that made it, for people.</param>
/// <param name="Head">The commit it was made on; null before the first one.</param>
/// <param name="ConfigHash">SHA-256 of `autoschematic.ron`.</param>
/// <param name="Selection">What it was made of.</param>
/// <param name="Entries">Every resource of the plan, in its order.</param>
public sealed record PlanFile(
    string ToolVersion, string? Head, string ConfigHash, PlanFileSelection Selection, IReadOnlyList<PlanFileEntry> Entries)
{
    /// <summary>The form of the file; it rises when a reader of the old form would misunderstand it.</summary>
    public const int FormatVersion = 1;
}
