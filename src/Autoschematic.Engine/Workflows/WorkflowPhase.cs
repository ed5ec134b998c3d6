namespace Autoschematic.Engine.Workflows;

/// <summary>The part of a run that counted progress belongs to.</summary>
public enum WorkflowPhase
{
    Listing,
    Importing,
    Planning,
    Applying,
    Comparing,
    Pulling,
    Validating,
    Formatting,
    Unbundling,
    RunningTask,
    Linking,
    Verifying,
    Testing,
    Installing,
}
