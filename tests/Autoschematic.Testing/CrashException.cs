using Autoschematic.Engine.Transactions;

namespace Autoschematic.Testing;

/// <summary>A command was stopped where a test wanted it; no code of the engine catches it.</summary>
public sealed class CrashException(TransactionStep step) : Exception($"stopped at {step}")
{
    public TransactionStep Step { get; } = step;
}
