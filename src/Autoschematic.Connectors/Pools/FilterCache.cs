using System.Collections.Concurrent;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Answers of Filter, which is pure until the connector restarts or one of its CONFIG files changes.</summary>
internal sealed class FilterCache
{
    private volatile ConcurrentDictionary<Address, FilterBits> known = new();

    public async ValueTask<FilterBits> GetAsync(Address address, Func<Task<FilterBits>> ask)
    {
        // An answer that was asked for before a Clear must not outlive it.
        var generation = known;
        if (!generation.TryGetValue(address, out var bits))
        {
            bits = await ask().ConfigureAwait(false);
            generation[address] = bits;
        }

        return bits;
    }

    public void Clear() => known = new();
}
