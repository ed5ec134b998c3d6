using System.Net;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Connectors.Tests.Easy;

public sealed class BackoffTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waits_grow_and_are_as_long_as_asked_for()
    {
        var clock = new WaitingClock();
        var calls = 0;
        var result = await (Backoff.Default with { Clock = clock }).RunAsync(
            _ => ++calls switch
            {
                1 or 2 => throw ConnectorServiceException.RateLimited("slow"),
                3 => throw ConnectorServiceException.RateLimited("slow", TimeSpan.FromSeconds(7)),
                _ => Task.FromResult("done"),
            },
            Cancellation);
        Assert.Equal(("done", 4), (result, calls));
        Assert.InRange(clock.Waits[0].TotalMilliseconds, 125, 250);
        Assert.InRange(clock.Waits[1].TotalMilliseconds, 250, 500);
        Assert.Equal(TimeSpan.FromSeconds(7), clock.Waits[2]);
    }

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(false, true, 6)]
    [InlineData(true, false, 6)]
    public async Task A_service_that_is_away_is_called_again_only_where_that_is_safe(bool reading, bool safe, int expected)
    {
        var calls = 0;
        var backoff = (reading ? Backoff.ForReading : Backoff.Default) with { Clock = new WaitingClock() };
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => backoff.RunAsync(
            _ =>
            {
                calls++;
                throw new ConnectorServiceException(ConnectorErrorCode.Unavailable, "away") { RetrySafe = safe };
            },
            Cancellation));
        Assert.Equal(("away", expected), (error.Message, calls));
    }

    [Fact]
    public async Task Nobody_waits_longer_than_the_longest_wait()
    {
        var calls = 0;
        await Assert.ThrowsAsync<ConnectorServiceException>(() => (Backoff.Default with { Clock = new WaitingClock() }).RunAsync(
            _ => ++calls > 0 ? throw ConnectorServiceException.RateLimited("slow", TimeSpan.FromMinutes(5)) : Task.CompletedTask, Cancellation));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Pages_follow_one_another_to_the_last()
    {
        var asked = new List<string?>();
        var items = new List<int>();
        await foreach (var item in Pages.ReadAsync(ReadAsync, Cancellation))
        {
            items.Add(item);
        }

        Assert.Equal([1, 2, 3], items);
        Assert.Equal([null, "b"], asked);

        Task<Page<int>> ReadAsync(string? page, CancellationToken cancellationToken)
        {
            asked.Add(page);
            return Task.FromResult(page is null ? new Page<int>([1, 2], "b") : new Page<int>([3], null));
        }
    }

    [Fact]
    public async Task List_without_an_end_is_an_error()
    {
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(async () =>
        {
            await foreach (var item in Pages.ReadAsync((_, _) => Task.FromResult(new Page<int>([1], "a")), Cancellation))
            {
            }
        });
        Assert.Equal("The list has no end: its page `a` names itself as the next one", error.Message);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, ConnectorErrorCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden, ConnectorErrorCode.Auth)]
    [InlineData(HttpStatusCode.Conflict, ConnectorErrorCode.Conflict)]
    [InlineData(HttpStatusCode.TooManyRequests, ConnectorErrorCode.RateLimited)]
    [InlineData(HttpStatusCode.ServiceUnavailable, ConnectorErrorCode.Unavailable)]
    [InlineData(HttpStatusCode.InternalServerError, ConnectorErrorCode.Unspecified)]
    public async Task Answers_of_http_services_become_errors(HttpStatusCode status, ConnectorErrorCode code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://api.test/a?token=secret");
        using var response = new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(" no \n"), ReasonPhrase = "Because" };
        response.Headers.Add("Retry-After", "12");
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => response.EnsureSuccessAsync(Cancellation));
        Assert.Equal(
            (code, $"PUT http://api.test/a answered {(int)status} Because: no", code == ConnectorErrorCode.RateLimited ? 12d : null),
            (error.Code, error.Message, error.RetryAfter?.TotalSeconds));
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class WaitingClock : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
