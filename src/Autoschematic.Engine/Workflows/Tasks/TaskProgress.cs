using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>How far a task is, as it is kept on disk between its steps.</summary>
/// <param name="BodyHash">SHA-256 of the task's file as it was in the beginning.</param>
/// <param name="Argument">What the connector was given, or null.</param>
/// <param name="Steps">How many steps were answered and stored.</param>
/// <param name="State">What the next step is called with; null before the first.</param>
/// <param name="IsCalling">Whether a step was sent whose answer is not stored.</param>
/// <param name="IsOver">Whether the last step is stored, so that only staging is left.</param>
/// <param name="DelayUntil">When the next step may be called, or null.</param>
/// <param name="Changed">Files to be staged in the end.</param>
internal sealed record TaskProgress(
    string BodyHash,
    ReadOnlyMemory<byte>? Argument,
    int Steps,
    ReadOnlyMemory<byte>? State,
    bool IsCalling,
    bool IsOver,
    DateTimeOffset? DelayUntil,
    DateTimeOffset At,
    IReadOnlyList<RepoPath> Changed);
