using System.Collections.Concurrent;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>
/// What takes long to read, kept while it is asked for with every key: what is older than a moment is read again beside
/// the answer, so that only the first question waits.
/// </summary>
internal sealed class Remembered<TKey, TValue>(TimeProvider clock, TimeSpan moment)
    where TKey : notnull
{
    private const int Most = 64;
    private readonly ConcurrentDictionary<TKey, Entry> entries = new();

    /// <summary>What is known of a key.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<TValue> read, CancellationToken cancellationToken)
    {
        if (entries.Count > Most)
        {
            entries.Clear();
        }

        var entry = entries.GetOrAdd(key, _ => new(new(() => Task.Run(read, CancellationToken.None)), clock.GetTimestamp()));
        if (entry.Value.Value.IsCompleted && clock.GetElapsedTime(entry.Since) >= moment)
        {
            var waiting = entry with { Since = clock.GetTimestamp() };
            if (entries.TryUpdate(key, waiting, entry))
            {
                _ = RenewAsync(key, waiting, read);
            }
        }

        return await entry.Value.Value.WaitAsync(cancellationToken);
    }

    private async Task RenewAsync(TKey key, Entry entry, Func<TValue> read)
    {
        var value = Task.Run(read, CancellationToken.None);
        await ((Task)value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (value.IsCompletedSuccessfully)
        {
            entries.TryUpdate(key, new(new(value), clock.GetTimestamp()), entry);
        }
    }

    /// <summary>Forgets everything, since it has changed.</summary>
    public void Forget() => entries.Clear();

    private sealed record Entry(Lazy<Task<TValue>> Value, long Since);
}
