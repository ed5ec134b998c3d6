using System.Net.Sockets;
using Autoschematic.Files.Settings;
using Autoschematic.Sdk;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Keeps one connection to a host: made when it is first needed, and again after it was lost.</summary>
internal sealed class SshConnection(string host, HostSettings settings) : IDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan CallPatience = TimeSpan.FromSeconds(60);

    // A thousand files need not find out one after the other that a host is off.
    private static readonly TimeSpan FailureLasts = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim gate = new(1);
    private SshLink? current;
    private (ConnectorServiceException Error, long Since)? failure;

    public async Task<SshLink> OpenAsync(CancellationToken cancellationToken)
    {
        if (current is { IsConnected: true } ready)
        {
            return ready;
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (current is { IsConnected: true } made)
            {
                return made;
            }

            if (failure is var (error, since) && TimeProvider.System.GetElapsedTime(since) < FailureLasts)
            {
                throw error;
            }

            current?.Dispose();
            return current = await ConnectAsync(cancellationToken);
        }
        catch (ConnectorServiceException error)
        {
            failure = (error, failure is var (same, since) && same == error ? since : TimeProvider.System.GetTimestamp());
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        current?.Dispose();
        gate.Dispose();
    }

    private async Task<SshLink> ConnectAsync(CancellationToken cancellationToken)
    {
        var link = await LogInAsync(cancellationToken);
        try
        {
            if (await link.TryCommandsAsync(settings.LargestFile, cancellationToken))
            {
                return link;
            }
        }
        catch
        {
            link.Dispose();
            throw;
        }

        // What an SFTP-only server takes the command for may disturb everything else on that connection.
        link.Dispose();
        link = await LogInAsync(cancellationToken);
        await link.ReadAccountsAsync(cancellationToken);
        return link;
    }

    private async Task<SshLink> LogInAsync(CancellationToken cancellationToken)
    {
        using var key = SshKeys.Load(host, settings);
        using var method = new PrivateKeyAuthenticationMethod(settings.User!, key);
        var files = new SftpClient(new ConnectionInfo(settings.Address!, settings.Port, settings.User!, method) { Timeout = ConnectPatience })
        {
            OperationTimeout = CallPatience,
            KeepAliveInterval = TimeSpan.FromSeconds(15),
        };
        string? strange = null;
        files.HostKeyReceived += (_, shown) =>
        {
            shown.CanTrust = settings.HostKeys.Any(known => known["SHA256:".Length..].TrimEnd('=') == shown.FingerPrintSHA256.TrimEnd('='));
            strange = shown.CanTrust ? null : $"SHA256:{shown.FingerPrintSHA256.TrimEnd('=')}";
        };

        try
        {
            await files.ConnectAsync(cancellationToken);
            return SshLink.Over(files);
        }
        catch (Exception error)
        {
            files.Dispose();
            throw error switch
            {
                OperationCanceledException => error,
                _ when strange is not null => FilesErrors.WrongHostKey(host, strange),
                SshAuthenticationException => FilesErrors.Refused(host, settings.User!, SshKeys.Source(settings)),
                SshException or SocketException => FilesErrors.Unreachable(host, $"{settings.Address}:{settings.Port}", error.Message.TrimEnd('.')),
                _ => error,
            };
        }
    }
}
