namespace Autoschematic.Engine.Selections;

/// <summary>Outcome of building a selection; diagnostics hold the reasons.</summary>
public abstract record SelectionResult
{
    private SelectionResult()
    {
    }

    /// <summary>A selection, possibly empty.</summary>
    public sealed record Ready(Selection Selection) : SelectionResult;

    /// <summary>The request names something that does not exist: bad usage.</summary>
    public sealed record BadUsage : SelectionResult;

    /// <summary>The repository is in a state that cannot be worked on.</summary>
    public sealed record Refused : SelectionResult;
}
