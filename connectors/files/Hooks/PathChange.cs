using Autoschematic.Files.Hosts;

namespace Autoschematic.Files.Hooks;

/// <summary>A change of one path that hooks may watch.</summary>
internal abstract class PathChange(ManagedHost host, string path, MarkKind kind)
{
    public ManagedHost Host => host;

    public string Path => path;

    public MarkKind Kind => kind;

    /// <summary>Finds what is still to be done, unless somebody else changed the path; null when it is as wanted.</summary>
    /// <param name="known">The mark of an earlier change of the path whose hooks did not run.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public abstract Task<PathStep?> PrepareAsync(PendingMark? known, CancellationToken cancellationToken);

    /// <summary>Takes a change back; false when somebody else changed the path since, which is left alone then.</summary>
    public abstract Task<bool> RestoreAsync(PendingMark mark);
}
