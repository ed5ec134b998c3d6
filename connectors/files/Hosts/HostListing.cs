using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Hosts;

/// <summary>What is below the roots of one host at one time.</summary>
internal sealed class HostListing
{
    private readonly ManagedHost host;
    private readonly List<(ManagedRoot Root, FileState State)> found;
    private readonly HashSet<string> filled;

    private HostListing(ManagedHost host, List<(ManagedRoot Root, FileState State)> found)
    {
        this.host = host;
        this.found = found;
        filled = [.. found.Select(one => AbsolutePath.ParentOf(one.State.Path))];
    }

    public static async Task<HostListing> ReadAsync(ManagedHost host, CancellationToken cancellationToken)
    {
        var found = new List<(ManagedRoot, FileState)>();
        foreach (var root in host.Roots)
        {
            foreach (var state in await host.Files.ListAsync(root.Path, cancellationToken))
            {
                if (state.Path == root.Path && state.Kind is FileKind.Link or FileKind.Other)
                {
                    throw FilesErrors.NotPlain(host.Name, root.Path, state.Kind);
                }

                if (host.Manages(root, state))
                {
                    found.Add((root, state));
                }
            }
        }

        return new(host, found);
    }

    /// <summary>Files that are not too large, as contents.</summary>
    public IEnumerable<string> Contents => Of(FileKind.File).Where(one => one.State.Size <= host.LargestFile).Select(one => one.State.Path);

    public IEnumerable<string> TooLarge => Of(FileKind.File).Where(one => one.State.Size > host.LargestFile).Select(one => one.State.Path);

    /// <summary>Files whose attributes are not as the rules say.</summary>
    public IEnumerable<string> Attributes => Of(FileKind.File).Where(one => one.State.Size <= host.LargestFile && Departs(one)).Select(one => one.State.Path);

    /// <summary>Directories that no file implies: empty ones, and those whose attributes are not as the rules say.</summary>
    public IEnumerable<string> Directories
        => Of(FileKind.Directory)
            .Where(one => one.State.Path != one.Root.Path && (!filled.Contains(one.State.Path) || Departs(one)))
            .Select(one => one.State.Path);

    private IEnumerable<(ManagedRoot Root, FileState State)> Of(FileKind kind) => found.Where(one => one.State.Kind == kind);

    private static bool Departs((ManagedRoot Root, FileState State) one)
        => !one.State.Attributes.Beside(one.Root.AttributesOf(one.State.Path, one.State.Kind == FileKind.Directory)).SaysNothing;
}
