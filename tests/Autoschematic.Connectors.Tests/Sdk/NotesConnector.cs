using Autoschematic.Sdk;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>Keeps notes/[name].txt as the files of a folder.</summary>
internal sealed class NotesConnector(DirectoryInfo folder) : IConnectorService
{
    public Task InitAsync(CancellationToken cancellationToken)
        => folder.Exists ? Task.CompletedTask : throw new ConnectorServiceException($"`{folder}` is not a folder");

    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(NameIn(address) is null ? FilterBits.None : FilterBits.Resource);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<string>>([.. folder.EnumerateFiles("*.txt").Select(file => $"notes/{file.Name}")]);

    public async Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
    {
        var file = FileOf(address);
        return File.Exists(file) ? new RemoteResource(await File.ReadAllBytesAsync(file, cancellationToken)) : null;
    }

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ConnectorOp>>((request.Current, request.Desired) switch
        {
            (null, null) => [],
            ({ } current, { } desired) when current.Span.SequenceEqual(desired.Span) => [],
            (var current, { } desired) =>
            [
                new ConnectorOp(Convert.ToBase64String(desired.Span))
                {
                    Kind = current is null ? OpKind.Create : OpKind.Update,
                    Message = $"Write {request.Address}",
                },
            ],
            (_, null) => [new ConnectorOp("delete") { Kind = OpKind.Delete, Message = $"Delete {request.Address}", DestroysData = true }],
        });

    public async Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        var file = FileOf(request.Address);
        if (request.Definition == "delete")
        {
            File.Delete(file);
            return new ExecuteResult { Message = $"Deleted {request.Address}" };
        }

        await File.WriteAllBytesAsync(file, Convert.FromBase64String(request.Definition), cancellationToken);
        return new ExecuteResult { Message = $"Wrote {request.Address}" };
    }

    private static string? NameIn(string address)
        => address.Split('/') is ["notes", var name] && name.EndsWith(".txt", StringComparison.Ordinal) ? name : null;

    private string FileOf(string address)
        => NameIn(address) is { } name ? Path.Combine(folder.FullName, name) : throw ConnectorServiceException.InvalidAddress(address);
}
