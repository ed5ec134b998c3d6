using Autoschematic.Engine.Transactions;

namespace Autoschematic.Testing;

/// <summary>Stops a command at the step with a given number, counted from 0, as a killed process would stop there.</summary>
public sealed class CrashPoint(int number) : ITransactionFaults
{
    /// <summary>Never stops, and counts the steps.</summary>
    public static CrashPoint Never() => new(int.MaxValue);

    /// <summary>Steps so far.</summary>
    public IReadOnlyList<TransactionStep> Steps => steps;

    private readonly List<TransactionStep> steps = [];

    public void Reach(TransactionStep step)
    {
        steps.Add(step);
        if (steps.Count > number)
        {
            throw new CrashException(step);
        }
    }
}
