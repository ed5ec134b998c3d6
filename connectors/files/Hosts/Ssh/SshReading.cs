using Autoschematic.Files.Paths;
using Renci.SshNet.Common;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Finds out what is on a host: by commands for many paths at once, or by SFTP where there are no commands.</summary>
internal sealed class SshReading(string host, SshLink link)
{
    private static readonly TimeSpan ListPatience = TimeSpan.FromMinutes(30);

    public async Task<IReadOnlyList<FileState>> ListAsync(string root, CancellationToken cancellationToken)
    {
        if (await StateAsync(root, cancellationToken) is not { } top)
        {
            return [];
        }

        if (link.States is not null)
        {
            var (_, output, error) = await link.RunAsync(StateScript.Everything(root), ListPatience, cancellationToken);
            return StateScript.Read(output, link.Users, link.Groups) is { } states
                ? [.. states.Values]
                : throw FilesErrors.Failed(host, "Listing", root, error.Trim());
        }

        var found = new List<FileState> { top };
        var level = new List<string>();
        if (top.Kind == FileKind.Directory)
        {
            level.Add(root);
        }

        while (level.Count > 0)
        {
            var entries = await Task.WhenAll(level.Select(folder => EntriesAsync(folder, cancellationToken)));
            var states = entries.SelectMany(one => one).ToList();
            found.AddRange(states);
            level = [.. states.Where(state => state.Kind == FileKind.Directory).Select(state => state.Path)];
        }

        return found;
    }

    public async Task<FileState?> StateAsync(string path, CancellationToken cancellationToken)
    {
        if (link.States is { } asked && await asked.AskAsync(path, cancellationToken) is { } known)
        {
            foreach (var folder in AbsolutePath.Above(path))
            {
                if (known.TryGetValue(folder, out var above) && above.Kind == FileKind.Link)
                {
                    throw FilesErrors.ThroughLink(host, path, folder);
                }
            }

            if (known.TryGetValue(path, out var state))
            {
                return state;
            }
        }

        // A command does not tell what is not there from what may not be seen.
        return await AskSftpAsync(path, cancellationToken);
    }

    /// <summary>Refuses a path whose directory is reached through a link.</summary>
    public async Task CheckParentAsync(string path, CancellationToken cancellationToken)
    {
        var parent = AbsolutePath.ParentOf(path);
        if ((await link.Files.GetAsync(parent, cancellationToken)).FullName != parent)
        {
            throw FilesErrors.ThroughLink(host, path, parent);
        }
    }

    private async Task<FileState?> AskSftpAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await CheckParentAsync(path, cancellationToken);
            var attributes = await link.LinkAttributesAsync(path, cancellationToken);
            return new(path, SftpModes.KindOf(attributes), link.AttributesOf(attributes), attributes.Size);
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    }

    private async Task<List<FileState>> EntriesAsync(string folder, CancellationToken cancellationToken)
    {
        var found = new List<FileState>();
        await foreach (var entry in link.Files.ListDirectoryAsync(folder, cancellationToken))
        {
            if (entry.Name is not ("." or ".."))
            {
                found.Add(new($"{folder}/{entry.Name}", SftpModes.KindOf(entry.Attributes), link.AttributesOf(entry.Attributes), entry.Attributes.Size));
            }
        }

        return found;
    }
}
