using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Warm.Fingerprints;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>A running connector that is kept, with what it was made from and who uses it.</summary>
/// <remarks>Its lists and marks belong to the shelf, which guards them.</remarks>
internal sealed class WarmProcess(
    string key, ConnectorLaunch launch, string? code, PrefixSnapshot? snapshot, RunningConnector running, LineFan lines, DateTimeOffset since)
{
    private const int MostQuestions = 200;

    private static readonly TimeSpan QuestionTime = TimeSpan.FromSeconds(2);

    // A number of one says that it was never meant to be called concurrently, and is nothing to share.
    private readonly CallShares? shares = CallGate.DeclaredBy(launch, running.Capabilities) is { } declared ? new(declared) : null;

    public string Key => key;

    public ConnectorLaunch Launch => launch;

    public string? Code => code;

    public RunningConnector Running => running;

    public LineFan Lines => lines;

    public DateTimeOffset Since { get; } = since;

    public InitOnce Init { get; } = new();

    public List<WarmLease> Leases { get; } = [];

    public DateTimeOffset IdleSince { get; set; } = since;

    /// <summary>Nobody gets it any more; it ends with its last lease.</summary>
    public bool Retired { get; set; }

    /// <summary>Whether an op may still run in it that nobody waits for.</summary>
    public bool IsAtWork { get; set; }

    /// <summary>Whether it can be told later that a new process would be the same.</summary>
    public bool IsKnown => code is not null && (snapshot is not null || HasNoConfig(running.Capabilities));

    public bool IsAlive => running.IsUsable;

    /// <summary>Whether it is the connector that a launch means, in whatever environment.</summary>
    public bool Serves(ConnectorLaunch other) => launch.Prefix == other.Prefix && launch.Shortname == other.Shortname;

    /// <summary>Whether a lease may have it beside those who have it now, as far as that is not a matter of shares.</summary>
    public bool Suits(WarmLease lease)
        => shares is not null || Leases.Count == 0 || (!lease.MayExecute && !Leases.Exists(static other => other.MayExecute));

    /// <summary>Gives a lease its share of the calls that it takes at once; false when others cannot spare it.</summary>
    public Task<bool> ShareAsync(WarmLease lease) => shares?.JoinAsync(lease) ?? Task.FromResult(true);

    /// <summary>Takes that share back.</summary>
    public void Unshare(WarmLease lease) => shares?.Leave(lease);

    /// <summary>Whether its CONFIG files are what they were when it began. It is asked about what changed in the prefix, and only that.</summary>
    public async Task<bool> KeepsConfigAsync(CancellationToken cancellationToken)
    {
        if (HasNoConfig(running.Capabilities))
        {
            return true;
        }

        if (snapshot is null || PrefixSnapshot.Take(launch) is not { } now)
        {
            return false;
        }

        var changed = now.DifferencesFrom(snapshot);
        if (changed.Count > MostQuestions)
        {
            return false;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(QuestionTime);
            foreach (var address in changed)
            {
                var bits = await running.Channel.FilterAsync(
                    address,
                    new(MethodPolicy.Filter.Name, address.Text, QuestionTime, running.Channel.Traits.PlainMaxRequestBytes, TraceContext.NewParent()),
                    patience.Token).ConfigureAwait(false);
                if (bits.HasFlag(FilterBits.Config))
                {
                    return false;
                }
            }
        }
        catch (Exception problem) when (problem is ConnectorException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // What it cannot say is not known.
            return false;
        }

        snapshot = now;
        return true;
    }

    public WarmConnectorState Describe(DateTimeOffset now)
        => new(
            launch.Prefix.Name,
            launch.Shortname,
            running.Process.ProcessId,
            ProcessTree.ResidentBytes(running.Process.ProcessId),
            (now - Since).TotalSeconds,
            Leases.Count,
            Leases.Count == 0 ? (now - IdleSince).TotalSeconds : null,
            !Retired);

    /// <summary>Whether it declares what it owns, and no CONFIG files among it.</summary>
    private static bool HasNoConfig(ConnectorCapabilities capabilities)
        => capabilities.Kinds.Count > 0 && !capabilities.Kinds.Any(static kind => kind.Bits.HasFlag(FilterBits.Config));
}
