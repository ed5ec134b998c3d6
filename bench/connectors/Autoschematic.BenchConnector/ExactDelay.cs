using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Autoschematic.BenchConnector;

/// <summary>Waits as long as is asked for; timers of the runtime go by a clock with ticks of some milliseconds, and end that much early or late.</summary>
internal sealed class ExactDelay
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly PriorityQueue<TaskCompletionSource, long> waiting = new();

    public ExactDelay() => new Thread(Run) { IsBackground = true, Name = "delays" }.Start();

    /// <summary>Ends when the time is over, or cancelled.</summary>
    public async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var due = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        lock (waiting)
        {
            waiting.Enqueue(over, due);
            Monitor.Pulse(waiting);
        }

        await over.Task.WaitAsync(cancellationToken);
    }

    private void Run()
    {
        while (true)
        {
            var left = Next();
            if (left > 0)
            {
                // Not for long at a time, so that what comes meanwhile and is due sooner is not missed by more than that.
                Sleep(Math.Min(left, NanosecondsPerSecond / 1000));
            }
        }
    }

    /// <summary>Ends what is due; how many nanoseconds are left until something is.</summary>
    private long Next()
    {
        lock (waiting)
        {
            while (waiting.Count == 0)
            {
                Monitor.Wait(waiting);
            }

            waiting.TryPeek(out _, out var due);
            var left = due - Stopwatch.GetTimestamp();
            if (left > 0)
            {
                return left * NanosecondsPerSecond / Stopwatch.Frequency;
            }

            waiting.Dequeue().TrySetResult();
            return 0;
        }
    }

    private static void Sleep(long nanoseconds)
    {
        var time = new TimeSpec(0, (nint)nanoseconds);
        _ = NanoSleep(in time, 0);
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    private static extern int NanoSleep(in TimeSpec time, nint left);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
