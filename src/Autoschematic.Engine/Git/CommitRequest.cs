using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Git;

/// <summary>A commit of the staged state of some paths.</summary>
/// <param name="Paths">Only these are committed; everything else stays staged as it was.</param>
/// <param name="Message">Subject and body, without trailers.</param>
/// <param name="Trailers">Such as `Autoschematic-Run` with its value.</param>
public sealed record CommitRequest(
    IReadOnlyList<RepoPath> Paths, string Message, IReadOnlyList<KeyValuePair<string, string>> Trailers);
