using Autoschematic.Engine.Journal;

namespace Autoschematic.Testing;

/// <summary>Ends a run inside the test's own process: from the chosen step on no step of it gets any further.</summary>
public sealed class CrashPoint : IFaultPoints
{
    private readonly Lock gate = new();
    private readonly List<string> reached = [];
    private readonly Func<int, string, bool> isChosen;

    /// <param name="at">The number of the step, from 1; one that is never reached only counts.</param>
    public CrashPoint(int at) => isChosen = (number, _) => number == at;

    /// <param name="step">Point and subject, such as `OpStarted main/a.txt`.</param>
    public CrashPoint(string step) => isChosen = (_, reached) => reached == step;

    /// <summary>The steps so far, the last one where it crashed.</summary>
    public IReadOnlyList<string> Reached
    {
        get
        {
            lock (gate)
            {
                return [.. reached];
            }
        }
    }

    public bool HasCrashed { get; private set; }

    /// <summary>Only counts.</summary>
    public static CrashPoint Never() => new(int.MaxValue);

    public void Reach(FaultPoint point, string subject)
    {
        lock (gate)
        {
            if (!HasCrashed)
            {
                reached.Add($"{point} {subject}");
                HasCrashed = isChosen(reached.Count, reached[^1]);
            }

            if (HasCrashed)
            {
                throw new CrashException(reached[^1]);
            }
        }
    }
}
