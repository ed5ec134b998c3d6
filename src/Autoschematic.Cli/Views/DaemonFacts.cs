using Autoschematic.Connectors.Warm;

namespace Autoschematic.Cli.Views;

/// <summary>The background process of a repository.</summary>
/// <param name="Root">The repository.</param>
/// <param name="State">How it is, or how it was before it was ended; null when there is none.</param>
public sealed record DaemonFacts(string Root, WarmState? State);
