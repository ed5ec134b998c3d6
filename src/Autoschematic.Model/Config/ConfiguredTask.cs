using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>A task of the host itself (`AuxTask`).</summary>
public sealed record ConfiguredTask(string Name, string? Description, EnvironmentLayer Environment, SourceLocation Location);
