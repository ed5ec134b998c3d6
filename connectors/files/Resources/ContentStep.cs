using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Resources;

/// <summary>Writes or deletes a file.</summary>
internal sealed class ContentStep(Place place, ContentChange change) : PathChange(place.Host, place.Path, MarkKind.Content)
{
    private IHostFiles Files => Host.Files;

    public override async Task<PathStep?> PrepareAsync(PendingMark? known, CancellationToken cancellationToken)
    {
        var wanted = change.Wanted();
        var wantedHash = wanted is null ? null : ContentChange.HashOf(wanted);
        var state = await Files.StateAsync(Path, cancellationToken);
        byte[]? old = null;
        string? hash = null;
        if (state is not null)
        {
            ContentChange.Check(place, state);
            old = state.Hash is null || Host.HooksOf(Path).Count > 0 ? await Files.ReadAsync(Path, cancellationToken) : null;
            hash = old is null ? state.Hash : ContentChange.HashOf(old);
        }

        if (hash == wantedHash)
        {
            return null;
        }

        // Until its hooks have run a deletion is not finished, and what was there still counts.
        var earlier = known is not null && (hash == known.Wrote || hash == known.ContentHash()) ? known : null;
        if (change.Replaces != hash && (earlier is null || hash is not null || change.Replaces != earlier.ContentHash()))
        {
            throw FilesErrors.Changed(Host.Name, Path);
        }

        if (state is null && wanted is not null)
        {
            await Host.MakeDirectoriesAboveAsync(Path, cancellationToken);
        }

        var mark = earlier ?? new PendingMark { Path = Path, Before = state?.Attributes, Content = old is null ? null : Convert.ToBase64String(old) };
        var attributes = state?.Attributes ?? earlier?.Before ?? change.Attributes ?? new();

        // Once begun a write is finished, even when the host has given it up.
        return new(mark with { Wrote = wantedHash }, () => PutAsync(wanted, attributes));
    }

    public override async Task<bool> RestoreAsync(PendingMark mark)
    {
        var hash = await HashAsync();
        if (hash == mark.ContentHash())
        {
            return true;
        }

        if (hash != mark.Wrote)
        {
            return false;
        }

        await PutAsync(mark.ReadContent(), mark.Before ?? new());
        return true;
    }

    private Task PutAsync(byte[]? content, Attributes attributes)
        => content is null ? Files.DeleteFileAsync(Path, CancellationToken.None) : Files.WriteAsync(Path, content, attributes, CancellationToken.None);

    /// <summary>The hash of what is there now; null when nothing, and empty when it is no file.</summary>
    private async Task<string?> HashAsync()
        => await Files.StateAsync(Path, CancellationToken.None) is not { } state ? null
            : state.Kind != FileKind.File ? ""
            : state.Hash ?? ContentChange.HashOf(await Files.ReadAsync(Path, CancellationToken.None));
}
