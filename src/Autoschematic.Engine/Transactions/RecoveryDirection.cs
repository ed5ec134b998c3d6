namespace Autoschematic.Engine.Transactions;

/// <summary>Where recovery takes a transaction whose command was killed in the middle.</summary>
public enum RecoveryDirection
{
    /// <summary>Everything becomes what it was.</summary>
    Back,

    /// <summary>Everything becomes what it was to be.</summary>
    Forward,
}
