using System.Text;
using Autoschematic.Postgres.Server;
using Autoschematic.Sdk;

namespace Autoschematic.Postgres.Tests.Harness;

/// <summary>The connector inside of the test's process.</summary>
internal sealed class TestConnector : IAsyncDisposable
{
    private readonly PostgresConnector connector;

    private TestConnector(Dictionary<string, string> variables)
        => connector = new(new ConnectorContext("postgres", "main"), new Variables(variables.GetValueOrDefault));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts it for a server that is as new.</summary>
    public static async Task<TestConnector> StartAsync(PostgresServer server, params (string Name, string Value)[] variables)
    {
        await server.ResetAsync();
        var all = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        all.TryAdd("POSTGRES_URL", server.Url);
        var started = new TestConnector(all);
        await started.InitAsync();
        return started;
    }

    /// <summary>Makes one that is not yet connected.</summary>
    public static TestConnector With(params (string Name, string Value)[] variables)
        => new(variables.ToDictionary(variable => variable.Name, variable => variable.Value));

    public Task InitAsync() => connector.InitAsync(Cancellation);

    public Task<IReadOnlyList<string>> ListAsync() => connector.ListAsync("./", Cancellation);

    public async Task<string?> GetAsync(string address)
        => await connector.GetAsync(address, Cancellation) is { } found ? Encoding.UTF8.GetString(found.Body.Span) : null;

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(string address, string? current, string? desired)
        => connector.PlanAsync(new(address, Bytes(current), Bytes(desired)), Cancellation);

    public Task<bool> EqAsync(string address, string left, string right)
        => connector.EqAsync(address, Bytes(left)!.Value, Bytes(right)!.Value, Cancellation);

    /// <summary>Findings as `line:column-line:column message`.</summary>
    public async Task<IReadOnlyList<string>> DiagAsync(string address, string body)
        => [.. (await connector.DiagAsync(address, Bytes(body)!.Value, Cancellation)).Select(found => $"{found.Span.Start}-{found.Span.End} {found.Message}")];

    /// <summary>
    /// Takes a resource from what it is to a body, and sees to it that it is then just that; gives the messages of the plan, with `!`
    /// before those that destroy data.
    /// </summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(string address, string? desired)
    {
        var ops = await PlanAsync(address, await GetAsync(address), desired);
        foreach (var op in ops)
        {
            await connector.ExecuteAsync(new(address, op.Definition, Guid.NewGuid().ToString()), Cancellation);
        }

        var found = await GetAsync(address);
        Assert.Equal(desired is null, found is null);
        if (desired is not null)
        {
            Assert.Equal("", string.Join('\n', (await PlanAsync(address, found, desired)).Select(op => op.Message)));
            Assert.True(await EqAsync(address, desired, found!), found);
            Assert.Empty(await PlanAsync(address, found, found));
        }

        return [.. ops.Select(op => (op.DestroysData ? "! " : "") + op.Message)];
    }

    /// <summary>Everything that is listed, with its body.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AllAsync()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var address in await ListAsync())
        {
            all.Add(address, await GetAsync(address) ?? throw new InvalidOperationException($"{address} is listed and does not exist"));
        }

        return all;
    }

    public ValueTask DisposeAsync() => connector.DisposeAsync();

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
}
