using System.Globalization;

namespace Autoschematic.Connectors.Pools;

/// <summary>Time limits as a user writes them: `start=60 get=1200`, in seconds.</summary>
public static class ConnectorTimeouts
{
    /// <summary>The environment variable that holds them.</summary>
    public const string Variable = "AUTOSCHEMATIC_TIMEOUTS";

    /// <summary>Names of the limits, for messages and help.</summary>
    public const string Names = "start, build, stop, version, init, lookup, read, list, op, task";

    private const double LongestSeconds = 7 * 24 * 3600;

    /// <summary>The options with these limits; null with the offending word when one cannot be read.</summary>
    public static ConnectorHostOptions? TryApply(string text, ConnectorHostOptions options, out string? problem)
    {
        problem = null;
        foreach (var word in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var changed = word.Split('=') is [var name, var number] && TryRead(number) is { } limit ? With(options, name, limit) : null;
            if (changed is null)
            {
                problem = word;
                return null;
            }

            options = changed;
        }

        return options;
    }

    private static TimeSpan? TryRead(string number)
        => double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and <= LongestSeconds
                ? TimeSpan.FromSeconds(seconds)
                : null;

    private static ConnectorHostOptions? With(ConnectorHostOptions options, string name, TimeSpan limit)
    {
        var deadlines = options.Deadlines;
        return name switch
        {
            "start" => options with { StartTimeout = limit },
            "build" => options with { BuildTimeout = limit },
            "stop" => options with { StopGrace = limit },
            "version" => options with { Deadlines = deadlines with { Version = limit } },
            "init" => options with { Deadlines = deadlines with { Init = limit } },
            "lookup" => options with { Deadlines = deadlines with { Lookup = limit } },
            "read" => options with { Deadlines = deadlines with { Read = limit } },
            "list" => options with { Deadlines = deadlines with { List = limit } },
            "op" => options with { Deadlines = deadlines with { Op = limit } },
            "task" => options with { Deadlines = deadlines with { Task = limit, TarpcTask = limit } },
            _ => null,
        };
    }
}
