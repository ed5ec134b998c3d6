using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Autoschematic.Benchmarks.Measuring;

/// <summary>Times one piece of work in this process, so that neither start-up nor reading files count.</summary>
public static class Measurement
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Repeats a piece of work and prints the milliseconds it took in each round as JSON.</summary>
    /// <param name="work">The work.</param>
    /// <param name="bytes">How much it reads.</param>
    /// <param name="rounds">How many rounds are timed after the warm-up.</param>
    /// <param name="volume">
    /// Bytes that a round reads, the same again and again, and keeps what became of them: what the collector then has to do
    /// depends on them and not on how large a document is. 0 for the work once.
    /// </param>
    public static void Print(Func<object?> work, long bytes, int rounds, long volume)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
        {
            work();
        }

        var kept = new object?[Math.Max(1, (volume + (bytes / 2)) / bytes)];
        var times = new List<double>();
        var allocated = 0L;
        var collections = 0;
        for (var round = 0; round < rounds; round++)
        {
            // What an earlier round left is not this round's to collect; what this one needs to collect is.
            GC.Collect();
            var (before, already) = (GC.GetAllocatedBytesForCurrentThread(), GC.CollectionCount(0));
            times.Add(Time(work, kept) / kept.Length);
            (allocated, collections) = ((GC.GetAllocatedBytesForCurrentThread() - before) / kept.Length, GC.CollectionCount(0) - already);
            Array.Clear(kept);
        }

        var runtime = $"{RuntimeInformation.FrameworkDescription} {(RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "NativeAOT")}{(GCSettings.IsServerGC ? ", server GC" : "")}";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"version\": \"{runtime}\", \"bytes\": {bytes}, \"allocated\": {allocated}, \"collections\": {collections}, \"milliseconds\": [{string.Join(", ", times.Select(time => time.ToString("0.0000", CultureInfo.InvariantCulture)))}]}}"));
    }

    private static double Time(Func<object?> work, object?[] kept)
    {
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < kept.Length; number++)
        {
            kept[number] = work();
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
