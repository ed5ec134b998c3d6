using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Testing;

/// <summary>Which connector to try the laws on, and how.</summary>
/// <param name="Connector">Its shortname.</param>
/// <param name="Prefix">Its prefix; null when only one has it.</param>
/// <param name="Run">Names what is created, and makes idempotency keys.</param>
public sealed record LawRequest(string Connector, string? Prefix, RunId Run)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }

    /// <summary>Whether things are really created, changed and deleted.</summary>
    public bool Live { get; init; }

    /// <summary>How long one call may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Which of many possible cases are tried; the same number, the same cases.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How often all laws are tried, each time with the next seed; null until one is broken.</summary>
    public int? Rounds { get; init; } = 1;

    /// <summary>Asked once before anything is created, with the addresses.</summary>
    public Func<IReadOnlyList<Address>, CancellationToken, Task<bool>> Confirm { get; init; } = static (_, _) => Task.FromResult(false);
}
