namespace Autoschematic.Connectors.Warm.Host;

/// <summary>Divides the calls that a process takes at once among those who use it: together they never send more.</summary>
/// <param name="total">As many as it takes.</param>
internal sealed class CallShares(int total)
{
    // Who only watches leaves the rest to those who are waited for.
    private const int WatcherPart = 8;

    /// <summary>How long others may take to come down to a smaller share: what they have sent must be answered first.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly List<WarmLease> users = [];

    /// <summary>Gives a lease its share, which takes something from the others; false when there is too little, or they are too busy.</summary>
    public async Task<bool> JoinAsync(WarmLease lease)
    {
        Task others;
        lock (gate)
        {
            if (Divide([.. users, lease]) is not { } shares)
            {
                return false;
            }

            users.Add(lease);
            others = Task.WhenAll(users.Select(user => user.ShareAsync(shares.Of(user))));
        }

        try
        {
            await others.WaitAsync(Patience, lease.Ending).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            Leave(lease);
            return false;
        }
        catch (OperationCanceledException)
        {
            Leave(lease);
            throw;
        }
    }

    /// <summary>Takes a lease's share back, for the others.</summary>
    public void Leave(WarmLease lease)
    {
        lock (gate)
        {
            if (users.Remove(lease) && Divide(users) is { } shares)
            {
                users.ForEach(user => user.ShareAsync(shares.Of(user)));
            }
        }
    }

    private Shares? Divide(List<WarmLease> among)
    {
        var watchers = among.Count(static lease => lease.Watches);
        var others = among.Count - watchers;
        var watcher = watchers == 0 ? 0 : Math.Max(1, others == 0 ? total / watchers : total / WatcherPart);
        var rest = total - (watcher * watchers);
        return rest < others ? null : new(watcher, others == 0 ? 0 : rest / others);
    }

    private sealed record Shares(int Watcher, int Other)
    {
        public int Of(WarmLease lease) => lease.Watches ? Watcher : Other;
    }
}
