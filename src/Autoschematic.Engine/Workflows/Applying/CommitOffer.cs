using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>A commit that could be made now.</summary>
/// <param name="Paths">The bodies that were done and their outputs.</param>
/// <param name="Message">The usual message.</param>
/// <param name="Applied">What was done.</param>
public sealed record CommitOffer(IReadOnlyList<RepoPath> Paths, string Message, IReadOnlyList<AppliedResource> Applied);
