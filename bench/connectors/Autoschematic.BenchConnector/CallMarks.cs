using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.BenchConnector;

/// <summary>How often each method was called, when the first call came and when the last one was answered, and how long calls took.</summary>
internal sealed class CallMarks
{
    private readonly ConcurrentDictionary<string, Mark> marks = new();

    /// <summary>Notes a call; disposing the result notes its answer.</summary>
    public IDisposable Enter(string method) => new Visit(marks.GetOrAdd(method, _ => new()));

    /// <summary>A line for each method: its name, the count, the most at once, first and last time and the mean duration, in seconds.</summary>
    public void Write(string? file)
    {
        if (file is not null)
        {
            File.WriteAllLines(file, marks.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Line(pair.Key)));
        }
    }

    private sealed class Mark
    {
        private readonly Lock gate = new();
        private int count;
        private int inside;
        private int most;
        private long first;
        private long last;
        private long total;

        public long Enter()
        {
            var now = Stopwatch.GetTimestamp();
            lock (gate)
            {
                first = count++ == 0 ? now : first;
                most = Math.Max(most, ++inside);
            }

            return now;
        }

        public void Leave(long entered)
        {
            var now = Stopwatch.GetTimestamp();
            lock (gate)
            {
                inside--;
                last = now;
                total += now - entered;
            }
        }

        public string Line(string method)
            => string.Create(CultureInfo.InvariantCulture, $"{method} {count} {most} {Seconds(first):F6} {Seconds(last):F6} {Seconds(total / count):F6}");

        private static double Seconds(long timestamp) => (double)timestamp / Stopwatch.Frequency;
    }

    private sealed class Visit(Mark mark) : IDisposable
    {
        private readonly long entered = mark.Enter();

        public void Dispose() => mark.Leave(entered);
    }
}
