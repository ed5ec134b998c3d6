using Autoschematic.Sdk.Resources;

namespace Autoschematic.Connectors.Tests.Easy;

public sealed class BatchReaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_for_while_a_batch_is_read_makes_up_the_next_ones()
    {
        var batches = new List<int>();
        var gate = new TaskCompletionSource();
        var reader = new BatchReader<int, int>(4, async (keys, _) =>
        {
            lock (batches)
            {
                batches.Add(keys.Count);
            }

            await gate.Task;
            return [.. keys.Select(key => key * 10)];
        });
        var first = reader.ReadAsync(0, Cancellation);
        while (batches.Count == 0)
        {
            await Task.Yield();
        }

        var others = Enumerable.Range(1, 9).Select(key => reader.ReadAsync(key, Cancellation)).ToList();
        gate.SetResult();
        Assert.Equal(0, await first);
        var answers = await Task.WhenAll(others);
        Assert.Equal([10, 20, 30, 40, 50, 60, 70, 80, 90], answers);
        Assert.Equal([1, 4, 4, 1], batches);
    }

    [Fact]
    public async Task Error_goes_to_all_of_its_batch_and_the_next_batch_is_read()
    {
        var calls = 0;
        var reader = new BatchReader<int, int>(4, (keys, _) =>
            Interlocked.Increment(ref calls) == 1 ? throw new IOException("broken") : Task.FromResult<IReadOnlyList<int>>([.. keys]));
        await Assert.ThrowsAsync<IOException>(() => reader.ReadAsync(1, Cancellation));
        Assert.Equal(2, await reader.ReadAsync(2, Cancellation));
    }

    [Fact]
    public async Task Answer_that_lacks_one_is_an_error()
    {
        var reader = new BatchReader<int, int>(4, (_, _) => Task.FromResult<IReadOnlyList<int>>([]));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => reader.ReadAsync(1, Cancellation));
        Assert.Equal("`ReadManyAsync` was asked for 1 resources and gave 0", error.Message);
    }
}
