namespace Autoschematic.Sdk;

/// <summary>What a connector declares of itself, so that the host asks it less and calls it more at once.</summary>
public sealed record ConnectorCapabilities
{
    /// <summary>A connector that declares nothing.</summary>
    public static ConnectorCapabilities None { get; } = new();

    /// <summary>How many calls at once are useful; 0 leaves it to the host.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>Whether an operation sent again with the same idempotency key changes nothing more.</summary>
    public bool IdempotentOps { get; init; }

    /// <summary>Kinds of resources for which the host answers filter, mapping and equality itself.</summary>
    public IReadOnlyList<ResourceKind> Kinds { get; init; } = [];
}
