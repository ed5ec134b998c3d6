using Autoschematic.Engine.Workflows;

namespace Autoschematic.Cli.Views;

/// <summary>Names of the parts of a run.</summary>
internal static class Phases
{
    public static string Describe(WorkflowPhase phase) => phase switch
    {
        WorkflowPhase.Listing => "Listing",
        WorkflowPhase.Importing => "Importing",
        WorkflowPhase.Planning => "Planning",
        WorkflowPhase.Applying => "Applying",
        WorkflowPhase.Comparing => "Comparing",
        WorkflowPhase.Pulling => "Pulling",
        WorkflowPhase.Validating => "Validating",
        WorkflowPhase.Formatting => "Formatting",
        WorkflowPhase.Unbundling => "Unbundling",
        WorkflowPhase.RunningTask => "Running the task",
        WorkflowPhase.Linking => "Linking",
        WorkflowPhase.Verifying => "Verifying",
        WorkflowPhase.Testing => "Trying laws",
        WorkflowPhase.Installing => "Installing",
        _ => throw new ArgumentOutOfRangeException(nameof(phase)),
    };

    /// <summary>The word of JSON.</summary>
    public static string Word(WorkflowPhase phase)
        => phase == WorkflowPhase.RunningTask ? "running-task" : phase.ToString().ToLowerInvariant();
}
