using Autoschematic.Files.Paths;
using Renci.SshNet.Common;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Changes what is on a host: by commands that see where they are, or by SFTP where there are no commands.</summary>
internal sealed class SshWriting(string host, string user, SshLink link)
{
    private readonly SshReading reading = new(host, link);
    private readonly SshAttributes attributes = new(host, link);

    public async Task<bool> WriteAsync(string path, byte[] content, Attributes wanted, CancellationToken cancellationToken)
    {
        var temporary = TemporaryName.For(path);
        try
        {
            await using (var stream = await link.Files.OpenAsync(temporary, FileMode.CreateNew, FileAccess.Write, cancellationToken))
            {
                // Nobody else may read a secret before it has its permissions.
                await attributes.SetAsync(stream, new(Mode: "0600"), cancellationToken);
                await stream.WriteAsync(content, cancellationToken);
                await attributes.SetAsync(stream, wanted, cancellationToken);
            }

            await PlaceAsync(temporary, path, cancellationToken);
        }
        catch when (link.IsConnected)
        {
            await DeleteLeftoverAsync(temporary);
            throw;
        }

        return true;
    }

    public async Task<bool> SetAttributesAsync(string path, Attributes wanted, CancellationToken cancellationToken)
    {
        var (owner, group, mode) = attributes.NumbersOf(wanted);
        if (!await TryPinnedAsync("Changing", path, PinnedScript.SetAttributes(path, owner, group, mode), cancellationToken))
        {
            await reading.CheckParentAsync(path, cancellationToken);
            await attributes.SetAsync(path, wanted, cancellationToken);
        }

        return true;
    }

    public async Task<bool> MakeDirectoryAsync(string path, Attributes wanted, CancellationToken cancellationToken)
    {
        var (owner, group, mode) = attributes.NumbersOf(wanted);
        if (await TryPinnedAsync("Creating", path, PinnedScript.MakeDirectory(path, owner, group, mode), cancellationToken))
        {
            return true;
        }

        await reading.CheckParentAsync(path, cancellationToken);
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

        await attributes.SetAsync(path, wanted, cancellationToken);
        return true;
    }

    public async Task<bool> DeleteFileAsync(string path, CancellationToken cancellationToken)
    {
        if (!await TryPinnedAsync("Deleting", path, PinnedScript.DeleteFile(path), cancellationToken))
        {
            await reading.CheckParentAsync(path, cancellationToken);
            await link.Files.DeleteFileAsync(path, cancellationToken);
        }

        return true;
    }

    public async Task<bool> DeleteDirectoryAsync(string path, CancellationToken cancellationToken)
    {
        await foreach (var entry in link.Files.ListDirectoryAsync(path, cancellationToken))
        {
            if (entry.Name is not ("." or ".."))
            {
                throw FilesErrors.NotEmpty(host, path);
            }
        }

        if (!await TryPinnedAsync("Deleting", path, PinnedScript.DeleteDirectory(path), cancellationToken))
        {
            await reading.CheckParentAsync(path, cancellationToken);
            await link.Files.DeleteDirectoryAsync(path, cancellationToken);
        }

        return true;
    }

    /// <summary>Puts what was written in its place.</summary>
    private async Task PlaceAsync(string temporary, string path, CancellationToken cancellationToken)
    {
        if (await TryPinnedAsync("Writing", path, PinnedScript.Rename(temporary, path), cancellationToken))
        {
            return;
        }

        await reading.CheckParentAsync(path, cancellationToken);
        try
        {
            await Task.Run(() => link.Files.RenameFile(temporary, path, isPosix: true), cancellationToken);
        }
        catch (NotSupportedException)
        {
            await link.Files.RenameFileAsync(temporary, path, cancellationToken);
        }
    }

    private async Task DeleteLeftoverAsync(string path)
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

    /// <summary>Runs a script; false where the host cannot.</summary>
    private async Task<bool> TryPinnedAsync(string what, string path, string script, CancellationToken cancellationToken)
    {
        if (link.Changes is not { } changes)
        {
            return false;
        }

        var (status, output) = await changes.AskAsync(script, cancellationToken);
        return status switch
        {
            0 => true,
            -1 => throw new SshConnectionException("The host ended the command."),
            PinnedScript.Elsewhere => throw FilesErrors.ThroughLink(host, path, AbsolutePath.ParentOf(path)),
            PinnedScript.Replaced => throw FilesErrors.Replaced(host, what, path),
            _ when output.Contains("Directory not empty", StringComparison.Ordinal) => throw FilesErrors.NotEmpty(host, path),
            _ when output.Contains("Permission denied", StringComparison.Ordinal) || output.Contains("Operation not permitted", StringComparison.Ordinal)
                => throw FilesErrors.Denied(host, what, path, $"`{user}`"),
            _ => throw FilesErrors.Failed(host, what, path, output),
        };
    }
}
