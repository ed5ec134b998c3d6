using Autoschematic.Engine.Workflows;

namespace Autoschematic.Engine.Journal;

/// <summary>A run without an end, and where its journal is.</summary>
/// <param name="Link">The file that names a journal elsewhere; null when it is in its usual place.</param>
internal sealed record OpenRun(RunId Run, string Journal, string? Link);
