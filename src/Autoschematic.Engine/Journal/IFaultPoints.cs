namespace Autoschematic.Engine.Journal;

/// <summary>Told at every step of a run after which a crash has to be survived; only tests do something there.</summary>
public interface IFaultPoints
{
    /// <param name="point">The step.</param>
    /// <param name="subject">The resource it concerns, or the run.</param>
    void Reach(FaultPoint point, string subject);
}
