using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>One file that a rename moves: a resource, or something below it.</summary>
internal sealed record RenameMove(ResourceKey From, ResourceKey To);
