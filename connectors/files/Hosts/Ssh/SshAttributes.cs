using Autoschematic.Files.Paths;
using Renci.SshNet.Sftp;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Gives files and directories their attributes by SFTP.</summary>
internal sealed class SshAttributes(string host, SshLink link)
{
    public (uint? Owner, uint? Group, int? Mode) NumbersOf(Attributes attributes) => (
        attributes.Owner is { } owner ? link.Users.NumberOf(host, owner) : null,
        attributes.Group is { } group ? link.Groups.NumberOf(host, group) : null,
        attributes.Mode is { } mode ? Permissions.Parse(mode) : null);

    /// <summary>Changes a file that is open, whatever its path leads to by now.</summary>
    public Task SetAsync(SftpFileStream file, Attributes attributes, CancellationToken cancellationToken) => SetAsync(
        attributes,
        () => SshInternals.AttributesAsync(link.Files, file, cancellationToken),
        wanted => SshInternals.SetAttributesAsync(link.Files, file, wanted, cancellationToken));

    /// <summary>Changes what is at a path; SFTP has no way to do that without following a link that somebody puts there now.</summary>
    public Task SetAsync(string path, Attributes attributes, CancellationToken cancellationToken) => SetAsync(
        attributes,
        async () => await link.LinkAttributesAsync(path, cancellationToken) is var found && (found.IsRegularFile || found.IsDirectory)
            ? found
            : throw FilesErrors.Replaced(host, "Changing", path),
        wanted => Task.Run(() => link.Files.SetAttributes(path, wanted), cancellationToken));

    private async Task SetAsync(Attributes attributes, Func<Task<SftpFileAttributes>> read, Func<SftpFileAttributes, Task> write)
    {
        var (user, team, mode) = NumbersOf(attributes);
        if (user is not null || team is not null)
        {
            var found = await read();
            var (owner, group) = ((int?)user ?? found.UserId, (int?)team ?? found.GroupId);
            if (owner != found.UserId || group != found.GroupId)
            {
                (found.UserId, found.GroupId) = (owner, group);
                await write(found);
            }
        }

        // A change of the owner takes some permissions away, so these come last.
        if (mode is { } permissions)
        {
            var found = await read();
            if (SftpModes.Of(found) != permissions)
            {
                SftpModes.Set(found, permissions);
                await write(found);
            }
        }
    }
}
