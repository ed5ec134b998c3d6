namespace Autoschematic.Engine.Journal;

/// <summary>What production uses: nothing happens.</summary>
public sealed class NoFaultPoints : IFaultPoints
{
    public static NoFaultPoints Instance { get; } = new();

    public void Reach(FaultPoint point, string subject)
    {
    }
}
