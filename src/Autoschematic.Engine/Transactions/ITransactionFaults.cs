namespace Autoschematic.Engine.Transactions;

/// <summary>Told at every step after which a crash has to be survived; only tests do something there.</summary>
public interface ITransactionFaults
{
    void Reach(TransactionStep step);
}
