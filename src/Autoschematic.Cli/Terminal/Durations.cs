namespace Autoschematic.Cli.Terminal;

/// <summary>Durations for people.</summary>
public static class Durations
{
    public static string Describe(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => FormattableString.Invariant($"{duration.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 10 } => FormattableString.Invariant($"{duration.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => FormattableString.Invariant($"{duration.TotalSeconds:0} s"),
        { TotalHours: < 1 } => FormattableString.Invariant($"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
        _ => FormattableString.Invariant($"{(int)duration.TotalHours} h {duration.Minutes} min"),
    };
}
