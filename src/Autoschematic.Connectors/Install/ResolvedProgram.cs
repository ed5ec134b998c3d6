using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Install;

/// <summary>What a spec came down to.</summary>
/// <param name="Command">The program without the arguments that every connector gets.</param>
/// <param name="Interpreters">Python interpreters that were tried, in order; empty for other programs.</param>
internal sealed record ResolvedProgram(ChildCommand Command, IReadOnlyList<string> Interpreters);
