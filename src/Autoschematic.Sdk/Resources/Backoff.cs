namespace Autoschematic.Sdk.Resources;

/// <summary>Calls again what the remote side refuses for the moment: it waits longer each time, and as long as it is asked to.</summary>
/// <remarks>Wrap single calls of an API with it, not whole methods of a handler: what comes before the call is not to be done twice.</remarks>
public sealed record Backoff
{
    /// <summary>Six attempts within about a minute; only calls that certainly changed nothing are repeated.</summary>
    public static Backoff Default { get; } = new();

    /// <summary>As <see cref="Default"/>, for calls that only read.</summary>
    public static Backoff ForReading { get; } = new() { RepeatsUnavailable = true };

    /// <summary>How often to call at most.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The first wait; each further one is twice as long, and all are shortened by chance, by half at most.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait; a remote side that asks for a longer one is not called again.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether <see cref="ConnectorErrorCode.Unavailable"/> is repeated even when something may have been changed.</summary>
    public bool RepeatsUnavailable { get; init; }

    /// <summary>The clock that waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Calls until it succeeds, fails for good, or was tried often enough.</summary>
    /// <typeparam name="T">What the call gives.</typeparam>
    /// <param name="call">The call; it throws <see cref="ConnectorServiceException.RateLimited"/> or <see cref="ConnectorServiceException.Unavailable"/> to be repeated.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What the call gave.</returns>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (ConnectorServiceException error) when (attempt < Attempts && IsRepeated(error) && WaitAfter(error, attempt) is { } wait && wait <= Longest)
            {
                await Task.Delay(wait, Clock, cancellationToken);
            }
        }
    }

    /// <summary>Calls until it succeeds, fails for good, or was tried often enough.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends with the call.</returns>
    public Task RunAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
        => RunAsync(
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken);

    private bool IsRepeated(ConnectorServiceException error)
        => error.Code == ConnectorErrorCode.RateLimited
            || (error.Code == ConnectorErrorCode.Unavailable && (RepeatsUnavailable || error.RetrySafe));

    private TimeSpan WaitAfter(ConnectorServiceException error, int attempt)
    {
        if (error.RetryAfter is { } asked)
        {
            return asked;
        }

        var full = TimeSpan.FromTicks(Math.Min(First.Ticks << (attempt - 1), Longest.Ticks));
#pragma warning disable CA5394 // Chance spreads callers; it protects nothing.
        return full * (0.5 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }
}
