using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>Starters that find programs as each command's own environment says, under one supervisor.</summary>
internal sealed class WarmStarters(ConnectorHostOptions options) : IAsyncDisposable
{
    private const int MostKept = 32;

    private readonly Lock gate = new();
    private readonly Dictionary<string, ConnectorStarter> starters = new(StringComparer.Ordinal);
    private readonly SupervisorSource supervisors = new(
        options.SupervisorCommand, options.HostEnvironment, options.TemporaryDirectory, options.StopGrace);

    /// <summary>Starts the supervisor without waiting for it.</summary>
    public void Begin() => For(options.HostEnvironment).Begin();

    public ConnectorStarter For(IReadOnlyDictionary<string, string> host)
    {
        var key = string.Join('\0', host.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"));
        lock (gate)
        {
            if (!starters.TryGetValue(key, out var starter))
            {
                if (starters.Count == MostKept)
                {
                    // They hold nothing but what they found out.
                    starters.Clear();
                }

                var own = options with { HostEnvironment = host };
                own = ConnectorTimeouts.TryApply(host.GetValueOrDefault(ConnectorTimeouts.Variable) ?? "", own, out _) ?? own;

                // Secrets are known to the command, which gets every word as it is and replaces them.
                starter = new(own, supervisors, new(static text => text, int.MaxValue));
                starters[key] = starter;
            }

            return starter;
        }
    }

    public ValueTask DisposeAsync() => supervisors.DisposeAsync();
}
