using System.Collections.Concurrent;
using System.Globalization;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.LanguageServer.Tests.Repositories;

/// <summary>Of every configured connector one launch is kept running, and no other.</summary>
public sealed class LivePoolTests
{
    private const int Launches = 200_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_launches_that_begin_together_all_but_one_are_stopped()
    {
        EachItsOwn inner = new();
        await using LivePool pool = new(inner);

        await Parallel.ForAsync(0, Launches, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (number, token) =>
            await pool.StartAsync(Launch(number), token));
        await pool.StopAsync("main", "dns");

        Assert.Equal(Launches, inner.Stopped.Count);
        Assert.Equal(Launches, inner.Stopped.Distinct().Count());
        Assert.Null(pool.StatusOf("main", "dns"));
    }

    private static ConnectorLaunch Launch(int number)
        => new(
            "/repository",
            Prefix.TryParse("main")!,
            "dns",
            new BinarySpec("dns"),
            new Dictionary<string, string> { ["NUMBER"] = number.ToString(CultureInfo.InvariantCulture) },
            null,
            []);

    /// <summary>Starts a connector for each launch, and knows which were stopped.</summary>
    private sealed class EachItsOwn : IConnectorPool
    {
        private readonly FakeCloud cloud = new();

        public ConcurrentQueue<string> Stopped { get; } = new();

        public Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
            => Task.FromResult<IConnector>(new FakeConnector("dns", cloud));

        public Task StopAsync(ConnectorLaunch launch)
        {
            Stopped.Enqueue(launch.Environment["NUMBER"]);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
