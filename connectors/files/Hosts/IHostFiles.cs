using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Hosts;

/// <summary>The files of one host; every method may be called concurrently and throws errors that say in one sentence what is wrong.</summary>
internal interface IHostFiles : IAsyncDisposable
{
    /// <summary>Everything below a root and the root itself; nothing when it does not exist.</summary>
    Task<IReadOnlyList<FileState>> ListAsync(string root, CancellationToken cancellationToken);

    /// <summary>What is at a path, null when nothing; an error when a directory above it is a symbolic link.</summary>
    Task<FileState?> StateAsync(string path, CancellationToken cancellationToken);

    Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Puts a file in place in one step, with its attributes; what they leave open stays as the host does it.</summary>
    Task WriteAsync(string path, byte[] content, Attributes attributes, CancellationToken cancellationToken);

    Task SetAttributesAsync(string path, Attributes attributes, CancellationToken cancellationToken);

    Task MakeDirectoryAsync(string path, Attributes attributes, CancellationToken cancellationToken);

    Task DeleteFileAsync(string path, CancellationToken cancellationToken);

    /// <summary>Deletes a directory that is empty.</summary>
    Task DeleteDirectoryAsync(string path, CancellationToken cancellationToken);

    /// <summary>The name of the user who does all this.</summary>
    Task<string> UserAsync(CancellationToken cancellationToken);

    /// <summary>Runs a command in a shell of the host, and ends it at its limit.</summary>
    Task<CommandResult> RunAsync(string command, TimeSpan limit, CancellationToken cancellationToken);
}
