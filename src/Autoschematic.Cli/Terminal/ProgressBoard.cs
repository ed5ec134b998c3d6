namespace Autoschematic.Cli.Terminal;

/// <summary>What is going on right now, as a few lines: one for each activity, with counts, rate and time left.</summary>
public sealed class ProgressBoard(TimeProvider clock, Func<string, string> clean)
{
    private const int MostLines = 6;
    private const int BarColumns = 20;
    private static readonly string[] Frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    // A run may have a thousand resources under way: none is searched for.
    private readonly LinkedList<Activity> activities = [];
    private readonly Dictionary<string, LinkedListNode<Activity>> places = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private bool paused;

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate)
            {
                return activities.Count > 0 && !paused;
            }
        }
    }

    /// <summary>Begins or updates an activity; without a total it is only a spinner.</summary>
    public void Show(string name, int done = 0, int? total = null)
    {
        lock (gate)
        {
            if (!places.TryGetValue(name, out var place))
            {
                place = activities.AddLast(new Activity(name, clock.GetTimestamp()));
                places.Add(name, place);
            }

            place.Value.Done = done;
            place.Value.Total = total;
        }
    }

    public void Remove(string name)
    {
        lock (gate)
        {
            if (places.Remove(name, out var place))
            {
                activities.Remove(place);
            }
        }
    }

    /// <summary>Ends everything.</summary>
    public void Clear()
    {
        lock (gate)
        {
            activities.Clear();
            places.Clear();
        }
    }

    /// <summary>Nothing is drawn until disposed, so that a question stands alone.</summary>
    public IDisposable Pause()
    {
        lock (gate)
        {
            paused = true;
        }

        return new Pausing(this);
    }

    internal IReadOnlyList<StyledText> Render(int columns, int frame)
    {
        lock (gate)
        {
            if (paused)
            {
                return [];
            }

            var lines = activities.Take(MostLines).Select(item => Render(item, columns, frame)).ToList();
            if (activities.Count > MostLines)
            {
                lines.Add(StyledText.Of($"  and {activities.Count - MostLines} more", Tone.Muted));
            }

            return lines;
        }
    }

    private StyledText Render(Activity activity, int columns, int frame)
    {
        var line = new StyledText().Add(Frames[frame % Frames.Length] + " ", Tone.Hint);
        var elapsed = clock.GetElapsedTime(activity.Since);
        var tail = Tail(activity, elapsed);
        var bar = activity.Total is { } total && total > 0 && columns >= 60 ? Bar(activity.Done, total) : "";
        var room = Math.Max(columns - 2 - Cells.Width(tail) - Cells.Width(bar), 8);
        line.Add(Cells.Clip(clean(activity.Name), room)).Add(bar, Tone.Good);
        return line.Add(Cells.Clip(tail, columns - line.Width), Tone.Muted);
    }

    private static string Bar(int done, int total)
    {
        var full = Math.Clamp((int)((long)BarColumns * done / total), 0, BarColumns);
        return "  " + new string('━', full) + new string('─', BarColumns - full);
    }

    private static string Tail(Activity activity, TimeSpan elapsed)
    {
        if (activity.Total is not { } total)
        {
            return activity.Done > 0
                ? $"  {activity.Done}{Rate(activity.Done, elapsed)}"
                : elapsed.TotalSeconds >= 2 ? $"  {Durations.Describe(elapsed)}" : "";
        }

        var left = "";
        if (elapsed.TotalSeconds >= 1 && activity.Done > 0 && activity.Done < total)
        {
            var seconds = elapsed.TotalSeconds * (total - activity.Done) / activity.Done;
            left = $"  {Durations.Describe(TimeSpan.FromSeconds(Math.Ceiling(seconds)))} left";
        }

        return $"  {activity.Done}/{total}{Rate(activity.Done, elapsed)}{left}";
    }

    private static string Rate(int done, TimeSpan elapsed)
        => elapsed.TotalSeconds >= 1 && done > 0 ? FormattableString.Invariant($"  {done / elapsed.TotalSeconds:0.#}/s") : "";

    private void Resume()
    {
        lock (gate)
        {
            paused = false;
        }
    }

    private sealed class Pausing(ProgressBoard board) : IDisposable
    {
        public void Dispose() => board.Resume();
    }

    private sealed class Activity(string name, long since)
    {
        public string Name { get; } = name;

        public long Since { get; } = since;

        public int Done { get; set; }

        public int? Total { get; set; }
    }
}
