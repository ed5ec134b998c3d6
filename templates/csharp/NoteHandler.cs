using System.Text.Json;
using Autoschematic.Sdk.Resources;

namespace ConnectorName;

/// <summary>Notes, one JSON file each: put the calls of your API in its place.</summary>
internal sealed class NoteHandler(DirectoryInfo folder) : ResourceHandler<Note>(BodyFormat.Record<Note>())
{
    public override IAsyncEnumerable<ResourceKey> ListAsync(CancellationToken cancellationToken)
        => folder.EnumerateFiles("*.json")
            .Select(file => Key(Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file.Name))))
            .ToAsyncEnumerable();

    public override async Task<Note?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => File.Exists(FileOf(key))
            ? JsonSerializer.Deserialize<Note>(await File.ReadAllTextAsync(FileOf(key), cancellationToken))
            : null;

    public override async Task<Outputs> CreateAsync(ResourceKey key, Note body, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(FileOf(key), JsonSerializer.Serialize(body), cancellationToken);
        return Outputs.None;
    }

    public override Task<Outputs> UpdateAsync(ResourceKey key, Note before, Note after, CancellationToken cancellationToken)
        => CreateAsync(key, after, cancellationToken);

    public override Task DeleteAsync(ResourceKey key, Note before, CancellationToken cancellationToken)
    {
        File.Delete(FileOf(key));
        return Task.CompletedTask;
    }

    // A name may hold any character, a `/` too: it must not lead out of the folder.
    private string FileOf(ResourceKey key) => Path.Combine(folder.FullName, $"{Uri.EscapeDataString(key.Name)}.json");
}
