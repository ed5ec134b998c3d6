using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Unbundling;

/// <summary>Which bundles to expand into their children.</summary>
/// <param name="Overbundle">Whether children are written over files that belong to another bundle, to none, or that were edited.</param>
/// <param name="Stage">Whether what was written is staged.</param>
public sealed record UnbundleRequest(SelectionRequest Selection, bool Overbundle = false, bool Stage = true)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }

    /// <summary>Asked before a bundle drops all of its children, or more than half; by default the answer is no.</summary>
    public Func<ResourceKey, int, int, CancellationToken, Task<bool>> ConfirmDrop { get; init; } = (_, _, _, _) => Task.FromResult(false);
}
