namespace Autoschematic.Connectors.Warm;

/// <summary>What a command does with connectors that outlive it.</summary>
public enum WarmUse
{
    /// <summary>It starts its own, and they end with it.</summary>
    None,

    /// <summary>It asks and plans: others may ask the same process meanwhile.</summary>
    Reads,

    /// <summary>It only reads, for as long as somebody works with it, and mostly waits: a small share of the calls is enough for it.</summary>
    Watches,

    /// <summary>It may execute ops: a connector that was never called concurrently is its alone.</summary>
    Executes,
}
