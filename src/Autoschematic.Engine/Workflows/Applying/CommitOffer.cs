using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>A commit that could be made now: the bodies that were done and their outputs, and the usual message.</summary>
public sealed record CommitOffer(IReadOnlyList<RepoPath> Paths, string Message);
