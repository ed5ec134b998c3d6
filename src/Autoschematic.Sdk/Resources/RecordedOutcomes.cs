namespace Autoschematic.Sdk.Resources;

/// <summary>What operations gave, so that one that is sent again changes nothing more and gives the same.</summary>
internal sealed class RecordedOutcomes
{
    // Hosts send an operation again soon or never.
    private const int Kept = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Key, string Definition), Task<ExecuteResult>> outcomes = [];
    private readonly Queue<(string Key, string Definition)> order = [];

    /// <summary>Runs an operation, unless it ran or runs already; one that failed runs again.</summary>
    public async Task<ExecuteResult> RunAsync(string? key, string definition, Func<Task<ExecuteResult>> run)
    {
        if (key is null)
        {
            return await run();
        }

        var place = (key, definition);
        Task<ExecuteResult> outcome;
        lock (gate)
        {
            var isKnown = outcomes.TryGetValue(place, out outcome!);
            if (!isKnown || outcome.IsFaulted || outcome.IsCanceled)
            {
                // Not here: an author's code may take long before it first waits for something.
                outcomes[place] = outcome = Task.Run(run);
            }

            if (!isKnown)
            {
                order.Enqueue(place);
            }

            while (order.Count > Kept)
            {
                outcomes.Remove(order.Dequeue());
            }
        }

        return await outcome;
    }
}
