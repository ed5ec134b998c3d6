using System.Text;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Hosting;

return await ConnectorHost.RunAsync<Words>(args);

/// <summary>One word, to show that the packages are enough to write a connector with.</summary>
internal sealed class Words : IConnectorService
{
    private const string Address = "words/hello.ron";

    public Task InitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(address == Address ? FilterBits.Resource : FilterBits.None);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>([Address]);

    public Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult<RemoteResource?>(new(Encoding.UTF8.GetBytes(SyntaxTree.Parse("Word(text: \"hello\")\n").ToSource())));

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ConnectorOp>>([]);

    public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
        => throw new ConnectorServiceException("words do not change");
}
