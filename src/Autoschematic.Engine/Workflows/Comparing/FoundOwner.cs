using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>What a selected file is to the commands that work on resources.</summary>
internal abstract record FoundOwner
{
    private FoundOwner()
    {
    }

    /// <summary>A resource of a connector.</summary>
    /// <param name="NotAsked">An earlier connector that could not be asked and might own it.</param>
    public sealed record Resource(SessionConnector Connector, SessionConnector? NotAsked = null) : FoundOwner;

    /// <summary>Perhaps a resource of a connector that could not be asked.</summary>
    public sealed record NotKnown(SessionConnector Connector, Diagnostic Diagnostic) : FoundOwner;

    /// <summary>A file that no connector takes for anything.</summary>
    public sealed record Unmanaged : FoundOwner;

    /// <summary>It has another role, or `-c` leaves its owner out.</summary>
    public sealed record OfNoConcern : FoundOwner;
}
