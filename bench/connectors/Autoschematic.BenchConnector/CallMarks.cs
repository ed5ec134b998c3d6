using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.BenchConnector;

/// <summary>How often each method was called, when the first call came and when the last one was answered.</summary>
internal sealed class CallMarks
{
    private readonly ConcurrentDictionary<string, Mark> marks = new();

    /// <summary>Notes a call; disposing the result notes its answer.</summary>
    public IDisposable Enter(string method) => new Visit(marks.GetOrAdd(method, _ => new()));

    /// <summary>A line for each method: its name, the count, the most at once, first and last time in seconds.</summary>
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

        public void Enter()
        {
            var now = Stopwatch.GetTimestamp();
            lock (gate)
            {
                first = count++ == 0 ? now : first;
                most = Math.Max(most, ++inside);
            }
        }

        public void Leave()
        {
            var now = Stopwatch.GetTimestamp();
            lock (gate)
            {
                inside--;
                last = now;
            }
        }

        public string Line(string method)
            => string.Create(CultureInfo.InvariantCulture, $"{method} {count} {most} {Seconds(first):F6} {Seconds(last):F6}");

        private static double Seconds(long timestamp) => (double)timestamp / Stopwatch.Frequency;
    }

    private sealed class Visit : IDisposable
    {
        private readonly Mark mark;

        public Visit(Mark mark)
        {
            this.mark = mark;
            mark.Enter();
        }

        public void Dispose() => mark.Leave();
    }
}
