using System.Globalization;
using System.Text;
using Autoschematic.Files.Paths;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Sftp;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>One connection to a host, for files and for commands.</summary>
internal sealed class SshLink : IDisposable
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(20);

    // A server allows ten channels by default; one is for files.
    private readonly SemaphoreSlim channels = new(6);
    private readonly SshClient commands;
    private volatile bool isBroken;

    private SshLink(SftpClient files)
    {
        Files = files;
        commands = SshInternals.CommandsOver(files);
    }

    public SftpClient Files { get; }

    /// <summary>Whether the host runs commands, and not only SFTP.</summary>
    public bool RunsCommands { get; private set; }

    /// <summary>Tells what is at a path and the directories above it, by path (null: the host did not answer as it should); null where the host cannot.</summary>
    public CommandBatches<IReadOnlyDictionary<string, FileState>?>? States { get; private set; }

    /// <summary>Runs scripts of <see cref="PinnedScript"/>; null where the host cannot.</summary>
    public CommandBatches<(int Status, string Output)>? Changes { get; private set; }

    /// <summary>The name of who is logged in, where the host tells it.</summary>
    public string? User { get; private set; }

    public Accounts Users { get; private set; } = Accounts.Parse("user", "");

    public Accounts Groups { get; private set; } = Accounts.Parse("group", "");

    public bool IsConnected => !isBroken && Files.IsConnected;

    /// <param name="files">A client that is connected; it belongs to the link from now on.</param>
    public static SshLink Over(SftpClient files) => new(files);

    /// <summary>Finds out whether the host runs commands, and reads its accounts by them; a link to one that does not may be broken afterwards.</summary>
    /// <param name="largestFile">Larger files are not hashed.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<bool> TryCommandsAsync(long largestFile, CancellationToken cancellationToken)
    {
        // A busy host may cut its first answer short, which does not make it one that runs no commands.
        var answer = await ProbeAsync(cancellationToken);
        answer ??= commands.IsConnected ? await ProbeAsync(cancellationToken) : null;
        if (answer is not var (users, groups, tools, user))
        {
            return false;
        }

        RunsCommands = true;
        Users = Accounts.Parse("user", users);
        Groups = Accounts.Parse("group", groups);
        User = uint.TryParse(user.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Users.NameOf(number) : null;
        if (tools == "hashes")
        {
            States = new(this, paths => StateScript.States(paths, largestFile), ReadStates);
            Changes = new(this, PinnedScript.All, PinnedScript.Read);
        }

        return true;
    }

    /// <summary>The host's accounts, tools and user; null when it does not answer as a shell does. A host that is only slow throws.</summary>
    private async Task<(string Users, string Groups, string Tools, string User)?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What a start file of the shell printed stands before the first mark.
            var answer = Encoding.UTF8.GetString((await RunAsync(StateScript.Probe, ProbePatience, cancellationToken)).Output);
            return answer.Split('\0') is [_, var users, var groups, var tools, var user, _] ? (users, groups, tools, user) : null;
        }
        catch (Exception refused) when (refused is not SshOperationTimeoutException and (SshException or InvalidOperationException or IOException))
        {
            return null;
        }
    }

    /// <summary>Reads the accounts of a host that gives SFTP only.</summary>
    public async Task ReadAccountsAsync(CancellationToken cancellationToken)
    {
        Users = Accounts.Parse("user", await ReadTextAsync("/etc/passwd", cancellationToken));
        Groups = Accounts.Parse("group", await ReadTextAsync("/etc/group", cancellationToken));
    }

    /// <summary>Says that a call failed in a way after which the others would, too.</summary>
    public void Break() => isBroken = true;

    public Task<SftpFileAttributes> LinkAttributesAsync(string path, CancellationToken cancellationToken)
        => SshInternals.LinkAttributesAsync(Files, path, cancellationToken);

    public Attributes AttributesOf(SftpFileAttributes attributes)
        => new(Users.NameOf((uint)attributes.UserId), Groups.NameOf((uint)attributes.GroupId), Permissions.Format(SftpModes.Of(attributes)));

    /// <summary>Runs a script in `sh`; it is sent as input, so that neither the user's shell nor a limit of the command line matters.</summary>
    public async Task<(int Status, byte[] Output, string Error)> RunAsync(string script, TimeSpan patience, CancellationToken cancellationToken)
    {
        await channels.WaitAsync(cancellationToken);
        try
        {
            using var command = commands.CreateCommand("exec sh -s");
            command.CommandTimeout = patience;
            var run = command.ExecuteAsync(cancellationToken);
            var input = command.CreateInputStream();
            await using (input)
            {
                await input.WriteAsync(Encoding.UTF8.GetBytes(script), cancellationToken);
            }

            using var output = new MemoryStream();
            await Task.WhenAll(run, command.OutputStream.CopyToAsync(output, cancellationToken));
            return command is { ExitStatus: null, ExitSignal: null }
                ? throw new SshConnectionException("The connection ended before the command did.")
                : (command.ExitStatus ?? -1, output.ToArray(), command.Error);
        }
        finally
        {
            channels.Release();
        }
    }

    public void Dispose()
    {
        Files.Dispose();
        channels.Dispose();
    }

    private IReadOnlyList<IReadOnlyDictionary<string, FileState>?> ReadStates(int count, byte[] output)
    {
        var states = StateScript.Read(output, Users, Groups);
        return [.. Enumerable.Repeat(states, count)];
    }

    private async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var text = new MemoryStream();
            await Files.DownloadFileAsync(path, text, cancellationToken);
            return Encoding.UTF8.GetString(text.ToArray());
        }
        catch (SshException)
        {
            // Without names there are numbers.
            return "";
        }
    }
}
