using Autoschematic.Engine.Files;

namespace Autoschematic.Engine.Tests.Files;

public sealed class DiskThreadsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_wait_for_the_disk_at_once()
    {
        using var together = new Barrier(8);
        var threads = new DiskThreads();
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => threads.RunAsync(() =>
            together.SignalAndWait(TimeSpan.FromSeconds(20), Cancellation) ? index : -1)));
        Assert.Equal(Enumerable.Range(0, 8), ends);
    }

    [Fact]
    public async Task More_than_there_are_threads_get_their_turn_and_what_one_throws_harms_no_other()
    {
        var threads = new DiskThreads();
        var tasks = Enumerable.Range(0, 200)
            .Select(index => threads.RunAsync(() => index % 10 == 3 ? throw new IOException($"disk {index}") : index))
            .ToList();
        foreach (var (index, task) in tasks.Index())
        {
            if (index % 10 == 3)
            {
                Assert.Equal($"disk {index}", (await Assert.ThrowsAsync<IOException>(() => task)).Message);
            }
            else
            {
                Assert.Equal(index, await task);
            }
        }
    }
}
