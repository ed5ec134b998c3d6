using System.Text;
using Autoschematic.Files.Settings;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>The private key with which a host is logged in to.</summary>
internal static class SshKeys
{
    private const string UsualFile = "~/.ssh/id_ed25519";

    /// <summary>Where the key comes from, for messages.</summary>
    public static string Source(HostSettings settings)
        => settings.KeyVariable is { } variable ? $"the variable `{variable}`" : $"`{settings.KeyFile ?? UsualFile}`";

    public static PrivateKeyFile Load(string host, HostSettings settings)
    {
        var passphrase = settings.PassphraseVariable is { } variable ? Variable(host, settings, variable) : null;
        try
        {
            if (settings.KeyVariable is { } name)
            {
                using var text = new MemoryStream(Encoding.UTF8.GetBytes(Variable(host, settings, name).TrimEnd() + "\n"));
                return new(text, passphrase);
            }

            return new(Expand(settings.KeyFile ?? UsualFile), passphrase);
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            throw FilesErrors.BadKey(host, Source(settings), "it needs a passphrase: give it by `passphrase_variable`");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FilesErrors.BadKey(host, Source(settings), error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : error.Message.TrimEnd('.'));
        }
        catch (Exception error) when (error is SshException or FormatException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw FilesErrors.BadKey(host, Source(settings), error.Message.TrimEnd('.'));
        }
    }

    private static string Variable(string host, HostSettings settings, string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw FilesErrors.BadKey(host, Source(settings), $"the variable `{name}` is not set: name it in the connector's `env`");

    private static string Expand(string path)
        => path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
            : path;
}
