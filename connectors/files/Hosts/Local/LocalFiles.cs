using System.Diagnostics;
using System.Runtime.Versioning;
using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Hosts.Local;

/// <summary>The files of the machine itself.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LocalFiles(string host) : IHostFiles
{
    private readonly Lazy<Accounts> users = new(() => Accounts.Parse("user", File.ReadAllText("/etc/passwd")));
    private readonly Lazy<Accounts> groups = new(() => Accounts.Parse("group", File.ReadAllText("/etc/group")));

    public Task<IReadOnlyList<FileState>> ListAsync(string root, CancellationToken cancellationToken)
        => Guarded<IReadOnlyList<FileState>>("Listing", root, () =>
        {
            var found = new List<FileState>();
            var open = new Stack<string>([root]);
            CheckAbove(root);
            while (open.TryPop(out var path) && !cancellationToken.IsCancellationRequested)
            {
                if (Find(path) is not { } state)
                {
                    continue;
                }

                found.Add(state);
                if (state.Kind == FileKind.Directory)
                {
                    foreach (var entry in Directory.EnumerateFileSystemEntries(path))
                    {
                        open.Push(entry);
                    }
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            return found;
        });

    public Task<FileState?> StateAsync(string path, CancellationToken cancellationToken)
        => Guarded("Reading", path, () =>
        {
            CheckAbove(path);
            return Find(path);
        });

    public Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
        => Guarded("Reading", path, () => File.ReadAllBytes(path));

    public Task WriteAsync(string path, byte[] content, Attributes attributes, CancellationToken cancellationToken)
        => Guarded("Writing", path, () =>
        {
            CheckAbove(path);
            var temporary = TemporaryName.For(path);
            try
            {
                // Nobody else may read a secret before it has its permissions.
                using (var stream = new FileStream(temporary, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }))
                {
                    stream.Write(content);
                    stream.Flush(flushToDisk: true);
                }

                Set(temporary, attributes);
                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }

            return true;
        });

    public Task SetAttributesAsync(string path, Attributes attributes, CancellationToken cancellationToken)
        => Guarded("Changing", path, () =>
        {
            CheckAbove(path);
            Set(path, attributes);
            return true;
        });

    public Task MakeDirectoryAsync(string path, Attributes attributes, CancellationToken cancellationToken)
        => Guarded("Creating", path, () =>
        {
            CheckAbove(path);
            Directory.CreateDirectory(path);
            Set(path, attributes);
            return true;
        });

    public Task DeleteFileAsync(string path, CancellationToken cancellationToken)
        => Guarded("Deleting", path, () =>
        {
            CheckAbove(path);
            File.Delete(path);
            return true;
        });

    public Task DeleteDirectoryAsync(string path, CancellationToken cancellationToken)
        => Guarded("Deleting", path, () =>
        {
            CheckAbove(path);
            if (Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw FilesErrors.NotEmpty(host, path);
            }

            Directory.Delete(path);
            return true;
        });

    public async Task<CommandResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = shell.StandardError.ReadToEndAsync(cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        return new(shell.ExitCode, CommandOutput.Tail(await output, await error));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Set(string path, Attributes attributes)
    {
        if (attributes.Owner is not null || attributes.Group is not null)
        {
            PosixFile.ChangeOwner(
                path,
                attributes.Owner is { } owner ? users.Value.NumberOf(host, owner) : -1,
                attributes.Group is { } group ? groups.Value.NumberOf(host, group) : -1);
        }

        // A change of the owner takes some permissions away, so these come last.
        if (attributes.Mode is { } mode)
        {
            File.SetUnixFileMode(path, (UnixFileMode)Permissions.Parse(mode));
        }
    }

    private FileState? Find(string path)
        => PosixFile.Find(path) is var (kind, mode, user, group, size)
            ? new(path, kind, new(users.Value.NameOf(user), groups.Value.NameOf(group), Permissions.Format(mode)), size)
            : null;

    private void CheckAbove(string path)
    {
        foreach (var folder in AbsolutePath.Above(path))
        {
            if (PosixFile.Find(folder) is { Kind: FileKind.Link })
            {
                throw FilesErrors.ThroughLink(host, path, folder);
            }
        }
    }

    // Local calls are short; on threads of their own they do not hold up the connection to the host.
    private Task<T> Guarded<T>(string what, string path, Func<T> call) => Task.Run(() =>
    {
        try
        {
            return call();
        }
        catch (UnauthorizedAccessException)
        {
            throw FilesErrors.Denied(host, what, path, $"`{Environment.UserName}`");
        }
        catch (IOException error)
        {
            throw FilesErrors.Failed(host, what, path, error.Message.TrimEnd('.'));
        }
    });
}
