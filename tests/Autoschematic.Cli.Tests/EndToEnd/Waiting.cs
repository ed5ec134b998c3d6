using System.Diagnostics;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Waits for what another process does.</summary>
internal static class Waiting
{
    /// <summary>Waits until something holds; looks again as soon as the scheduler allows, and gives up at the deadline.</summary>
    public static Task UntilAsync(Func<bool> holds, TimeSpan deadline) => UntilAsync(() => Task.FromResult(holds()), deadline);

    /// <summary>The same of what takes a while to be known.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan deadline)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < deadline, $"still not so after {deadline}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }
}
