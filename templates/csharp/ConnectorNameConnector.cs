using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace ConnectorName;

/// <summary>Maps `connector-name/notes/[name].ron` to the files of a folder.</summary>
internal sealed class ConnectorNameConnector(ConnectorContext context, DirectoryInfo folder) : ResourceConnector(context)
{
    protected override IReadOnlyList<AddressHandler> Handlers => [new NoteHandler(folder)];

    // What is sent again after a crash writes the same file again.
    protected override bool IdempotentOps => true;

    public override Task InitAsync(CancellationToken cancellationToken)
    {
        folder.Create();
        return Task.CompletedTask;
    }
}
