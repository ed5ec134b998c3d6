using Autoschematic.Engine.Transactions;

namespace Autoschematic.Testing;

/// <summary>Stops a command at the step with a given number, counted from 0, as a killed process would stop there.</summary>
public sealed class TransactionCrash(int number) : ITransactionFaults
{
    private readonly List<TransactionStep> steps = [];

    /// <summary>Never stops, and counts the steps.</summary>
    public static TransactionCrash Never() => new(int.MaxValue);

    /// <summary>Steps so far.</summary>
    public IReadOnlyList<TransactionStep> Steps => steps;

    public void Reach(TransactionStep step)
    {
        steps.Add(step);
        if (steps.Count > number)
        {
            throw new CrashException(step.ToString());
        }
    }
}
