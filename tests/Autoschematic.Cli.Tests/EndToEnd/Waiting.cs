using System.Diagnostics;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Waits for what another process does.</summary>
internal static class Waiting
{
    /// <summary>Waits until something holds; looks again as soon as the scheduler allows, and gives up at the deadline.</summary>
    public static async Task UntilAsync(Func<bool> holds, TimeSpan deadline)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(watch.Elapsed < deadline, $"still not so after {deadline}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }
}
