using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>How executing one resource ended; exactly one of these.</summary>
public abstract record ApplyStatus
{
    private ApplyStatus(string word) => Word = word;

    /// <summary>The word of people and of JSON, such as `done`.</summary>
    public string Word { get; }

    /// <summary>Every op was answered and stored, or there was nothing to do.</summary>
    public sealed record Done() : ApplyStatus("done");

    /// <summary>The connector answered an op with an error, or it could not be planned or stored.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : ApplyStatus("failed");

    /// <summary>An op was sent and never answered, so nobody knows what it did.</summary>
    public sealed record Unknown(Diagnostic Diagnostic) : ApplyStatus("unknown");

    /// <summary>It was not executed because something about it changed since it was planned.</summary>
    public sealed record Stale(Diagnostic Diagnostic) : ApplyStatus("stale");

    /// <summary>It was not executed because another resource stopped the way there.</summary>
    public sealed record Skipped(string Reason, ResourceKey? Because) : ApplyStatus("skipped");
}
