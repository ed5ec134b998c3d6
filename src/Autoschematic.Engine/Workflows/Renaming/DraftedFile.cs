using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>A file that a rename moves, changes, or both.</summary>
/// <param name="File">Where it is now.</param>
/// <param name="NewPlace">Where it will be; null when it stays.</param>
/// <param name="Before">What is in it now.</param>
/// <param name="After">What will be in it.</param>
public sealed record DraftedFile(RepoPath File, RepoPath? NewPlace, ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After)
{
    public bool IsEdited => !Before.Span.SequenceEqual(After.Span);
}
