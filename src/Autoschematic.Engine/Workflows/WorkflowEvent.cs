using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows;

/// <summary>Something that happened while a workflow runs; human and JSON views consume the same events.</summary>
/// <remarks>Events come from several tasks, but one at a time; everything that matters is also in the result.</remarks>
public abstract record WorkflowEvent
{
    private WorkflowEvent()
    {
    }

    /// <summary>A connector starts, is ready or failed.</summary>
    public sealed record ConnectorChanged(ConnectorProgress Change) : WorkflowEvent;

    /// <summary>How far a phase is; the total is null while it is not known.</summary>
    public sealed record Progress(WorkflowPhase Phase, int Done, int? Total) : WorkflowEvent;

    /// <summary>A resource is finished; the word is that of its result, such as `create` or `failed`.</summary>
    public sealed record ResourceDone(WorkflowPhase Phase, ResourceKey Resource, string Word) : WorkflowEvent;

    /// <summary>An op is sent; <paramref name="Index"/> counts from 0.</summary>
    public sealed record OpStarted(ResourceKey Resource, ConnectorOp Op, int Index, int Count) : WorkflowEvent;

    /// <summary>An op was answered and its outputs are stored.</summary>
    public sealed record OpDone(ResourceKey Resource, ConnectorOp Op, int Index, int Count, string? Message) : WorkflowEvent;

    /// <summary>A task said something.</summary>
    public sealed record TaskMessage(ResourceKey Task, string Message) : WorkflowEvent;

    /// <summary>A connector's package is being installed, is there, or failed; the version is null while it is not known.</summary>
    public sealed record PackageChanged(PackageSpec Package, PackageState State, string? Version) : WorkflowEvent;

    /// <summary>Something worth saying at once; it is also among the result's diagnostics.</summary>
    public sealed record Notice(Diagnostic Diagnostic) : WorkflowEvent;
}
