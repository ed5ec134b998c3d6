using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>Who owns an address for a role.</summary>
public abstract record Ownership
{
    private Ownership()
    {
    }

    /// <summary>The first connector in file order that claims it.</summary>
    /// <param name="NotAsked">An earlier connector that could not be asked and might claim it too.</param>
    public sealed record Owned(SessionConnector Connector, SessionConnector? NotAsked) : Ownership;

    /// <summary>Nobody claims it for this role.</summary>
    /// <param name="OtherRoles">Whether somebody claims it for another one.</param>
    public sealed record Unowned(bool OtherRoles) : Ownership;

    /// <summary>Nobody claims it, but a connector could not be asked.</summary>
    public sealed record NotKnown(SessionConnector Connector, Diagnostic Diagnostic) : Ownership;
}
