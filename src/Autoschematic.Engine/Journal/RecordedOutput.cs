using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Journal;

/// <summary>An output file that was gone together with its body, and the blob that git has of it.</summary>
public sealed record RecordedOutput(RepoPath File, string Blob);
