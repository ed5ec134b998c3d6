using System.Net.Sockets;
using Autoschematic.Files.Paths;
using Autoschematic.Files.Settings;
using Renci.SshNet.Common;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>The files of a host that is reached over SSH.</summary>
internal sealed class SshFiles(string host, HostSettings settings) : IHostFiles
{
    private static readonly TimeSpan CommandPatience = TimeSpan.FromMinutes(10);

    private readonly SshConnection connection = new(host, settings);

    public Task<IReadOnlyList<FileState>> ListAsync(string root, CancellationToken cancellationToken)
        => UseAsync("Listing", root, link => new SshReading(host, link).ListAsync(root, cancellationToken), cancellationToken);

    public Task<FileState?> StateAsync(string path, CancellationToken cancellationToken)
        => UseAsync("Reading", path, link => new SshReading(host, link).StateAsync(path, cancellationToken), cancellationToken);

    public Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) => UseAsync(
        "Reading",
        path,
        async link =>
        {
            using var content = new MemoryStream();
            await link.Files.DownloadFileAsync(path, content, cancellationToken);
            return content.ToArray();
        },
        cancellationToken);

    public Task WriteAsync(string path, byte[] content, Attributes attributes, CancellationToken cancellationToken) => UseAsync(
        "Writing",
        path,
        async link =>
        {
            var temporary = TemporaryName.For(path);
            try
            {
                await using (var stream = await link.Files.OpenAsync(temporary, FileMode.CreateNew, FileAccess.Write, cancellationToken))
                {
                    // Nobody else may read a secret before it has its permissions.
                    await SetAsync(link, temporary, new(Mode: "0600"), cancellationToken);
                    await stream.WriteAsync(content, cancellationToken);
                }

                await SetAsync(link, temporary, attributes, cancellationToken);
                await RenameAsync(link, temporary, path, cancellationToken);
            }
            catch when (link.IsConnected)
            {
                await DeleteLeftoverAsync(link, temporary);
                throw;
            }

            return true;
        },
        cancellationToken);

    public Task SetAttributesAsync(string path, Attributes attributes, CancellationToken cancellationToken) => UseAsync(
        "Changing",
        path,
        async link =>
        {
            await SetAsync(link, path, attributes, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task MakeDirectoryAsync(string path, Attributes attributes, CancellationToken cancellationToken) => UseAsync(
        "Creating",
        path,
        async link =>
        {
            try
            {
                await link.Files.CreateDirectoryAsync(path, cancellationToken);
            }
            catch (SftpException) when (link.IsConnected)
            {
                // Another file may have needed it a moment earlier.
                if (!(await link.LinkAttributesAsync(path, cancellationToken)).IsDirectory)
                {
                    throw;
                }
            }

            await SetAsync(link, path, attributes, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task DeleteFileAsync(string path, CancellationToken cancellationToken) => UseAsync(
        "Deleting",
        path,
        async link =>
        {
            await link.Files.DeleteFileAsync(path, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task DeleteDirectoryAsync(string path, CancellationToken cancellationToken) => UseAsync(
        "Deleting",
        path,
        async link =>
        {
            await foreach (var entry in link.Files.ListDirectoryAsync(path, cancellationToken))
            {
                if (entry.Name is not ("." or ".."))
                {
                    throw FilesErrors.NotEmpty(host, path);
                }
            }

            await link.Files.DeleteDirectoryAsync(path, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<CommandResult> RunAsync(string command, CancellationToken cancellationToken) => UseAsync(
        "Running",
        command,
        async link =>
        {
            if (!link.RunsCommands)
            {
                throw FilesErrors.NoCommands(host);
            }

            var (status, output, error) = await link.RunAsync($"cd /\n{command}\n", CommandPatience, cancellationToken);
            return new CommandResult(status, CommandOutput.Tail(System.Text.Encoding.UTF8.GetString(output), error));
        },
        cancellationToken);

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SetAsync(SshLink link, string path, Attributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Owner is not null || attributes.Group is not null)
        {
            var found = await link.LinkAttributesAsync(path, cancellationToken);
            var owner = attributes.Owner is { } user ? link.Users.NumberOf(host, user) : found.UserId;
            var group = attributes.Group is { } name ? link.Groups.NumberOf(host, name) : found.GroupId;
            if (owner != found.UserId || group != found.GroupId)
            {
                (found.UserId, found.GroupId) = (owner, group);
                await Task.Run(() => link.Files.SetAttributes(path, found), cancellationToken);
            }
        }

        // A change of the owner takes some permissions away, so these come last.
        if (attributes.Mode is { } mode)
        {
            var found = await link.LinkAttributesAsync(path, cancellationToken);
            if (SftpModes.Of(found) != Permissions.Parse(mode))
            {
                SftpModes.Set(found, Permissions.Parse(mode));
                await Task.Run(() => link.Files.SetAttributes(path, found), cancellationToken);
            }
        }
    }

    private static async Task RenameAsync(SshLink link, string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(() => link.Files.RenameFile(from, to, isPosix: true), cancellationToken);
        }
        catch (NotSupportedException)
        {
            await link.Files.RenameFileAsync(from, to, cancellationToken);
        }
    }

    private static async Task DeleteLeftoverAsync(SshLink link, string path)
    {
        try
        {
            await link.Files.DeleteFileAsync(path, CancellationToken.None);
        }
        catch (SshException)
        {
            // What failed first is what matters.
        }
    }

    // The library says by the last one that a channel of the connection is closed.
    private static bool IsLost(Exception error)
        => error is SshConnectionException or SshOperationTimeoutException or SocketException or ObjectDisposedException
            or InvalidOperationException { Source: "Renci.SshNet" };

    private async Task<T> UseAsync<T>(string what, string path, Func<SshLink, Task<T>> call, CancellationToken cancellationToken)
    {
        var link = await connection.OpenAsync(cancellationToken);
        try
        {
            return await call(link);
        }
        catch (SftpPermissionDeniedException)
        {
            throw FilesErrors.Denied(host, what, path, $"`{settings.User}`");
        }
        catch (Exception error) when (IsLost(error) || (error is SshException && !link.IsConnected))
        {
            link.Break();
            throw FilesErrors.Lost(host, what.ToLowerInvariant(), path);
        }
        catch (SftpPathNotFoundException)
        {
            throw FilesErrors.Failed(host, what, path, "it does not exist any more; plan again");
        }
        catch (SshException error)
        {
            throw FilesErrors.Failed(host, what, path, error.Message.TrimEnd('.'));
        }
    }
}
