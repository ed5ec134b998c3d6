namespace Autoschematic.Engine.Scheduling;

/// <summary>What visiting a node came to.</summary>
internal enum StepResult
{
    /// <summary>Dependents may start.</summary>
    Done,

    /// <summary>Dependents must not start.</summary>
    Stopped,

    /// <summary>It cannot be done yet; it is visited again after another node was done.</summary>
    Waiting,
}
