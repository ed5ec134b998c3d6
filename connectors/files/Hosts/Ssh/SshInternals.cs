using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Renci.SshNet;
using Renci.SshNet.Sftp;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>
/// What the SSH library does and does not offer: commands beside SFTP on one connection, attributes of links themselves (its public
/// calls resolve every path first, and so follow links), and attributes of open files. The package version is pinned, and the tests would tell.
/// </summary>
internal static class SshInternals
{
    private const string Session = "Renci.SshNet.ISession, Renci.SshNet";
    private const string SftpSession = "Renci.SshNet.Sftp.SftpSession, Renci.SshNet";
    private const string SftpSessionInterface = "Renci.SshNet.Sftp.ISftpSession, Renci.SshNet";

    /// <summary>A client for commands that uses the connection of a client for files; only the latter is to be disposed.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "Disposing it would end the connection, which belongs to the other client.")]
    public static SshClient CommandsOver(SftpClient files)
    {
        var commands = new SshClient(files.ConnectionInfo);
        SetSession(commands, SessionOf(files));
        return commands;
    }

    /// <summary>The attributes of what is at a path, of a link itself.</summary>
    public static Task<SftpFileAttributes> LinkAttributesAsync(SftpClient files, string path, CancellationToken cancellationToken)
        => LStatAsync(SftpSessionOf(files), path, cancellationToken);

    /// <summary>The attributes of an open file.</summary>
    public static Task<SftpFileAttributes> AttributesAsync(SftpClient files, SftpFileStream file, CancellationToken cancellationToken)
        => FStatAsync(SftpSessionOf(files), file.Handle, cancellationToken);

    /// <summary>Changes the attributes of an open file, whatever its path leads to by now.</summary>
    public static Task SetAttributesAsync(SftpClient files, SftpFileStream file, SftpFileAttributes attributes, CancellationToken cancellationToken)
        => Task.Run(() => FSetStat(SftpSessionOf(files), file.Handle, attributes), cancellationToken);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Session")]
    [return: UnsafeAccessorType(Session)]
    private static extern object SessionOf(BaseClient client);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Session")]
    private static extern void SetSession(BaseClient client, [UnsafeAccessorType(Session)] object session);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SftpSession")]
    [return: UnsafeAccessorType(SftpSessionInterface)]
    private static extern object SftpSessionOf(SftpClient client);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RequestLStatAsync")]
    private static extern Task<SftpFileAttributes> LStatAsync(
        [UnsafeAccessorType(SftpSession)] object session, string path, CancellationToken cancellationToken);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RequestFStatAsync")]
    private static extern Task<SftpFileAttributes> FStatAsync(
        [UnsafeAccessorType(SftpSession)] object session, byte[] handle, CancellationToken cancellationToken);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RequestFSetStat")]
    private static extern void FSetStat([UnsafeAccessorType(SftpSession)] object session, byte[] handle, SftpFileAttributes attributes);
}
