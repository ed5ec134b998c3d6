namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Where an interrupted run left one of its resources; exactly one of these.</summary>
internal abstract record Recovery
{
    private Recovery()
    {
    }

    /// <summary>Nothing is done with it any more in this process: it is done, or left as it is.</summary>
    public sealed record Settled(AppliedResource Applied) : Recovery;

    /// <summary>None of its ops was sent.</summary>
    public sealed record NotStarted : Recovery;

    /// <summary>It is planned again and goes on, whatever its plan is now.</summary>
    /// <param name="Executed">How many ops were executed already.</param>
    public sealed record GoOn(int Executed) : Recovery;
}
