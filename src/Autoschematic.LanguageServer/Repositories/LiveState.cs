using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>How far a connector is.</summary>
internal abstract record LiveState
{
    private LiveState()
    {
    }

    /// <summary>Nobody started it.</summary>
    public sealed record Offline : LiveState;

    /// <summary>Its process is being started.</summary>
    public sealed record Spawning : LiveState;

    /// <summary>It sets itself up.</summary>
    public sealed record Initializing : LiveState;

    /// <summary>It answers.</summary>
    public sealed record Running : LiveState;

    /// <summary>It did not start, its set-up failed, or it stopped.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : LiveState;
}
