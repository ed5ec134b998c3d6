using System.Net.Sockets;
using System.Text;
using Autoschematic.Files.Paths;
using Autoschematic.Files.Settings;
using Renci.SshNet.Common;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>The files of a host that is reached over SSH.</summary>
internal sealed class SshFiles(string host, HostSettings settings) : IHostFiles
{
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

    public Task WriteAsync(string path, byte[] content, Attributes attributes, CancellationToken cancellationToken)
        => UseAsync("Writing", path, link => Writing(link).WriteAsync(path, content, attributes, cancellationToken), cancellationToken);

    public Task SetAttributesAsync(string path, Attributes attributes, CancellationToken cancellationToken)
        => UseAsync("Changing", path, link => Writing(link).SetAttributesAsync(path, attributes, cancellationToken), cancellationToken);

    public Task MakeDirectoryAsync(string path, Attributes attributes, CancellationToken cancellationToken)
        => UseAsync("Creating", path, link => Writing(link).MakeDirectoryAsync(path, attributes, cancellationToken), cancellationToken);

    public Task DeleteFileAsync(string path, CancellationToken cancellationToken)
        => UseAsync("Deleting", path, link => Writing(link).DeleteFileAsync(path, cancellationToken), cancellationToken);

    public Task DeleteDirectoryAsync(string path, CancellationToken cancellationToken)
        => UseAsync("Deleting", path, link => Writing(link).DeleteDirectoryAsync(path, cancellationToken), cancellationToken);

    public Task<string> UserAsync(CancellationToken cancellationToken)
        => UseAsync("Asking", settings.User!, link => Task.FromResult(link.User ?? settings.User!), cancellationToken);

    public Task<CommandResult> RunAsync(string command, TimeSpan limit, CancellationToken cancellationToken) => UseAsync(
        "Running",
        command,
        async link =>
        {
            if (!link.RunsCommands)
            {
                throw FilesErrors.NoCommands(host);
            }

            var began = TimeProvider.System.GetTimestamp();
            try
            {
                var (status, output, error) = await link.RunAsync(HookScript.Of(command, limit), limit + HookScript.Patience, cancellationToken);
                var said = CommandOutput.Tail(Encoding.UTF8.GetString(output), error);
                return HookScript.Result(status, said, limit, TimeProvider.System.GetElapsedTime(began));
            }
            catch (SshOperationTimeoutException) when (TimeProvider.System.GetElapsedTime(began) >= limit && link.IsConnected)
            {
                // A host without the tool that ends it: only the waiting has ended.
                return new CommandResult(-1, "it may still run") { EndedAfter = limit };
            }
        },
        cancellationToken);

    public ValueTask DisposeAsync()
    {
        connection.Dispose();
        return ValueTask.CompletedTask;
    }

    // The library says by the last one that a channel of the connection is closed.
    private static bool IsLost(Exception error)
        => error is SshConnectionException or SshOperationTimeoutException or SocketException or ObjectDisposedException
            or InvalidOperationException { Source: "Renci.SshNet" };

    private SshWriting Writing(SshLink link) => new(host, settings.User!, link);

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
