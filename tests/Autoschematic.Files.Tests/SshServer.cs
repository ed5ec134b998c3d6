using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Autoschematic.Files.Tests;

/// <summary>A real SSH server on the loopback, into which the tests' own user is let by a key.</summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly string folder = Directory.CreateTempSubdirectory("as-sshd-").FullName;
    private readonly Process process;

    private SshServer(params string[] options)
    {
        File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));
        Generate("host");
        Generate("user");
        Directory.CreateDirectory("/run/sshd");
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        string[] settings =
        [
            "ListenAddress=127.0.0.1", $"AuthorizedKeysFile={Path.Join(folder, "user.pub")}", "StrictModes=no", "UsePAM=no", "PidFile=none",
            "Subsystem=sftp internal-sftp",

            // Keeps a bash from reading the start files of whoever runs the tests, which may wait for anything.
            "SetEnv=SHLVL=2", .. options,
        ];
        process = StartProgram(Program,
        [
            "-D", "-e", "-f", "/dev/null", "-p", Port.ToString(CultureInfo.InvariantCulture), "-h", Path.Join(folder, "host"),
            .. settings.SelectMany(setting => new[] { "-o", setting }),
        ]);
        while (process.StandardError.ReadLine() is { } line && !line.Contains("Server listening", StringComparison.Ordinal))
        {
        }

        _ = process.StandardError.ReadToEndAsync();
    }

    public int Port { get; }

    public string KeyFile => Path.Join(folder, "user");

    public string Fingerprint => Run("ssh-keygen", "-l", "-f", Path.Join(folder, "host.pub")).Split(' ')[1];

    /// <summary>Another key, which opens nothing.</summary>
    public string StrangeKey()
    {
        Generate("strange");
        return StrangeKeyFile;
    }

    public string StrangeKeyFile => Path.Join(folder, "strange");

    public static SshServer Start(params string[] options)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        Assert.SkipUnless(Environment.IsPrivilegedProcess || Directory.Exists("/run/sshd"), "/run/sshd does not exist and cannot be made");
        return new(options);
    }

    /// <summary>The entry of this server in `files/hosts.ron`.</summary>
    public string Host(string name, string more = "", string root = "", string? user = null) => $$"""
            "{{name}}": Host(
                address: "127.0.0.1",
                port: {{Port}},
                user: "{{user ?? Environment.UserName}}",
                key_file: "{{KeyFile}}",
                host_keys: ["{{Fingerprint}}"],
                roots: [Root(path: "ROOT", {{root}})],
                {{more}}
            ),
        """;

    /// <summary>Ends the processes that serve connections, and not the server; gives how many there were.</summary>
    public int KillConnections()
    {
        var killed = 0;
        foreach (var child in Children(process.Id))
        {
            try
            {
                using var found = Process.GetProcessById(child);
                found.Kill(entireProcessTree: true);
                killed++;
            }
            catch (ArgumentException)
            {
                // It ended by itself.
            }
        }

        return killed;
    }

    /// <summary>Ends the server; its keys stay.</summary>
    public void Stop()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        Stop();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<int> Children(int parent)
        => Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _) && ParentOf(name!) == parent)
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture));

    private static int ParentOf(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private void Generate(string name) => Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Join(folder, name));

    private static string Run(string program, params string[] arguments)
    {
        using var run = StartProgram(program, arguments);
        var output = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        Assert.Equal(0, run.ExitCode);
        return output;
    }

    private static Process StartProgram(string program, IEnumerable<string> arguments)
        => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
