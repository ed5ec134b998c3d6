using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Journal;

/// <summary>A resource that was selected when a run began, and that the run cannot do anything with.</summary>
/// <param name="Connector">Shortname of its owner, as far as that was known.</param>
/// <param name="Planned">For one that a plan file names and that was refused, the word of what was to be done; else it could not be planned.</param>
/// <param name="IsDeletion">Whether the repository wants it gone.</param>
/// <param name="Reason">What was said about it.</param>
public sealed record UnplannedResource(ResourceKey Key, string Connector, string? Planned, bool IsDeletion, string Reason);
