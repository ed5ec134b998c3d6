using System.Diagnostics;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>Waits for a condition of the outside world, with a deadline.</summary>
internal static class Eventually
{
    public static async Task<TimeSpan> TrueAsync(Func<bool> condition, TimeSpan deadline, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < deadline, $"not within {deadline.TotalSeconds} s: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        return clock.Elapsed;
    }
}
