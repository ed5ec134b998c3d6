using System.Text;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Text;

namespace Autoschematic.Files.Hooks;

/// <summary>The marks of one host; only paths with hooks have any.</summary>
internal sealed class PendingMarks(ManagedHost host)
{
    private static readonly Attributes Private = new(Mode: "0600");

    /// <summary>The mark of a change that was begun and not finished; null when there is none.</summary>
    public async Task<PendingMark?> FindAsync(string path, MarkKind kind, CancellationToken cancellationToken)
    {
        if (host.HooksOf(path).Count == 0)
        {
            return null;
        }

        var place = TemporaryName.OfMark(path, kind.ToString());
        if (await host.Files.StateAsync(place, cancellationToken) is not { Kind: FileKind.File } state
            || state.Attributes.Mode != Private.Mode
            || state.Attributes.Owner != await host.Files.UserAsync(cancellationToken))
        {
            // Whoever may write to the directory could make one up, and have anything put in the place of the path.
            return null;
        }

        var text = Encoding.UTF8.GetString(await host.Files.ReadAsync(place, cancellationToken));
        return RonSerializer.Deserialize<PendingMark>(new SourceText(text), []) is { } mark && mark.Path == path ? mark : null;
    }

    public Task WriteAsync(PendingMark mark, MarkKind kind)
        => host.Files.WriteAsync(
            TemporaryName.OfMark(mark.Path, kind.ToString()), Encoding.UTF8.GetBytes(RonSerializer.Serialize(mark)), Private, CancellationToken.None);

    public Task RemoveAsync(string path, MarkKind kind) => host.Files.DeleteFileAsync(TemporaryName.OfMark(path, kind.ToString()), CancellationToken.None);
}
