namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>What to do with a task that was interrupted.</summary>
public enum TaskMode
{
    /// <summary>Begin; refused while an earlier run of the task is not through.</summary>
    Begin,

    /// <summary>Go on after the last step that was stored; refused when it is not known what the step after it did.</summary>
    Resume,

    /// <summary>Go on, and call a step again whose answer never came.</summary>
    Retry,

    /// <summary>Forget where it was; what its steps wrote stays.</summary>
    Abandon,
}
