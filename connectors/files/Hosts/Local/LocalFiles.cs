using System.Diagnostics;
using System.Runtime.Versioning;
using Autoschematic.Files.Paths;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Files.Hosts.Local;

/// <summary>The files of the machine itself; everything is done by directories that are held open.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LocalFiles(string host) : IHostFiles
{
    // What a command leaves running may keep its outputs open for ever.
    private static readonly TimeSpan OutputPatience = TimeSpan.FromSeconds(2);

    private readonly Lazy<Accounts> users = new(() => Accounts.Parse("user", File.ReadAllText("/etc/passwd")));
    private readonly Lazy<Accounts> groups = new(() => Accounts.Parse("group", File.ReadAllText("/etc/group")));

    public Task<IReadOnlyList<FileState>> ListAsync(string root, CancellationToken cancellationToken)
        => Guarded<IReadOnlyList<FileState>>("Listing", root, () =>
        {
            if (Find(root) is not { } top)
            {
                return [];
            }

            var found = new List<FileState> { top };
            var open = new Stack<string>(top.Kind == FileKind.Directory ? [root] : []);
            while (open.TryPop(out var path) && !cancellationToken.IsCancellationRequested)
            {
                using var folder = Open(path, path);
                foreach (var entry in folder is null ? [] : Directory.EnumerateFileSystemEntries(folder.Listing))
                {
                    var name = AbsolutePath.NameOf(entry);
                    if (folder!.Find(name) is { } status)
                    {
                        found.Add(StateOf($"{path}/{name}", status));
                        if (status.Kind == FileKind.Directory)
                        {
                            open.Push($"{path}/{name}");
                        }
                    }
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
            return found;
        });

    public Task<FileState?> StateAsync(string path, CancellationToken cancellationToken) => Guarded("Reading", path, () => Find(path));

    public Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
        => Guarded("Reading", path, () => In(path, (folder, name) => folder.Read(name)));

    public Task WriteAsync(string path, byte[] content, Attributes attributes, CancellationToken cancellationToken)
        => Guarded("Writing", path, () => In(path, (folder, name) =>
        {
            var temporary = AbsolutePath.NameOf(TemporaryName.For(path));
            try
            {
                folder.Create(temporary, content, file => Set(file, attributes));
                folder.Replace(name, temporary);
            }
            catch
            {
                folder.DeleteFile(temporary);
                throw;
            }

            return true;
        }));

    public Task SetAttributesAsync(string path, Attributes attributes, CancellationToken cancellationToken)
        => Guarded("Changing", path, () => In(path, (folder, name) =>
        {
            folder.Change(name, held => Set(held, attributes));
            return true;
        }));

    public Task MakeDirectoryAsync(string path, Attributes attributes, CancellationToken cancellationToken)
        => Guarded("Creating", path, () => In(path, (folder, name) =>
        {
            folder.MakeFolder(name);
            folder.Change(name, held => Set(held, attributes));
            return true;
        }));

    public Task DeleteFileAsync(string path, CancellationToken cancellationToken)
        => Guarded("Deleting", path, () => In(path, (folder, name) =>
        {
            folder.DeleteFile(name);
            return true;
        }));

    public Task DeleteDirectoryAsync(string path, CancellationToken cancellationToken)
        => Guarded("Deleting", path, () => In(path, (folder, name) =>
        {
            using (var content = Open(path, path))
            {
                if (content is not null && Directory.EnumerateFileSystemEntries(content.Listing).Any())
                {
                    throw FilesErrors.NotEmpty(host, path);
                }
            }

            folder.DeleteFolder(name);
            return true;
        }));

    public Task<string> UserAsync(CancellationToken cancellationToken) => Task.FromResult(users.Value.NameOf(PosixFile.User));

    public async Task<CommandResult> RunAsync(string command, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", HookScript.Of(command, limit)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        shell.StandardInput.Close();
        var (output, error) = (new OutputTail(shell.StandardOutput), new OutputTail(shell.StandardError));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit + HookScript.Patience);
        try
        {
            await shell.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            shell.Kill(entireProcessTree: true);
            await shell.WaitForExitAsync(cancellationToken);
        }

        await Task.WhenAny(Task.WhenAll(output.End, error.End), Task.Delay(OutputPatience, cancellationToken));
        return HookScript.Result(shell.ExitCode, CommandOutput.Tail(output.Text, error.Text), limit, TimeProvider.System.GetElapsedTime(began));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Set(SafeFileHandle held, Attributes attributes)
    {
        if (attributes.Owner is not null || attributes.Group is not null)
        {
            PosixFile.ChangeOwner(
                held,
                attributes.Owner is { } owner ? users.Value.NumberOf(host, owner) : PosixFile.Unchanged,
                attributes.Group is { } group ? groups.Value.NumberOf(host, group) : PosixFile.Unchanged);
        }

        // A change of the owner takes some permissions away, so these come last.
        if (attributes.Mode is { } mode)
        {
            PosixFile.ChangeMode(held, Permissions.Parse(mode));
        }
    }

    private FileState? Find(string path)
    {
        using var folder = Open(AbsolutePath.ParentOf(path), path);
        return folder?.Find(AbsolutePath.NameOf(path)) is { } status ? StateOf(path, status) : null;
    }

    private FileState StateOf(string path, PosixStatus status)
        => new(path, status.Kind, new(users.Value.NameOf(status.User), groups.Value.NameOf(status.Group), Permissions.Format(status.Mode)), status.Size);

    private T In<T>(string path, Func<HeldFolder, string, T> call)
    {
        using var folder = Open(AbsolutePath.ParentOf(path), path) ?? throw new IOException("its directory does not exist any more; plan again");
        return call(folder, AbsolutePath.NameOf(path));
    }

    private HeldFolder? Open(string folder, string path) => HeldFolder.Open(folder, link => FilesErrors.ThroughLink(host, path, link));

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
