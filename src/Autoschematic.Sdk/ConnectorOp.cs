namespace Autoschematic.Sdk;

/// <summary>One operation of a plan.</summary>
/// <param name="Definition">Whatever the connector needs to execute it later; opaque to the host.</param>
public sealed record ConnectorOp(string Definition)
{
    /// <summary>Names of the outputs it will write.</summary>
    public IReadOnlyList<string> WritesOutputs { get; init; } = [];

    /// <summary>What it does, for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>What it does to the remote resource.</summary>
    public OpKind Kind { get; init; }

    /// <summary>Whether it cannot be taken back.</summary>
    public bool Irreversible { get; init; }

    /// <summary>Whether it destroys data.</summary>
    public bool DestroysData { get; init; }

    /// <summary>
    /// Addresses of resources that it needs: those that the same run creates or changes go first, and those that it deletes go afterwards.
    /// </summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}
