using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Selections;

/// <summary>An output file that is gone from the working tree, with the blob that git still has of it.</summary>
internal sealed record DeletedOutput(RepoPath File, string Blob);
