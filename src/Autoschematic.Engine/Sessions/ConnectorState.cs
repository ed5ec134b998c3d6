using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>How far a connector got when its session started.</summary>
public abstract record ConnectorState
{
    private ConnectorState()
    {
    }

    /// <summary>Everything may be called.</summary>
    public sealed record Ready : ConnectorState;

    /// <summary>It runs but nobody asked for its Init: only what needs no set-up may be called.</summary>
    public sealed record NotInitialised : ConnectorState;

    /// <summary>Its Init failed: only Filter, Eq, Diag, documentation and skeletons may be called.</summary>
    public sealed record InitFailed(Diagnostic Diagnostic) : ConnectorState;

    /// <summary>It does not run.</summary>
    /// <param name="Diagnostic">Why not.</param>
    /// <param name="IsMisconfigured">Whether the configuration asks for what does not exist: a file, a variable.</param>
    public sealed record StartFailed(Diagnostic Diagnostic, bool IsMisconfigured = false) : ConnectorState;
}
