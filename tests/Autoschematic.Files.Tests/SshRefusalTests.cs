namespace Autoschematic.Files.Tests;

/// <summary>Hosts that do not let one in, or do not let one do something.</summary>
[Trait("kind", "process")]
public sealed class SshRefusalTests
{
    [Fact]
    public async Task What_keeps_from_a_host_is_said_in_one_sentence()
    {
        using var server = SshServer.Start();
        using var repository = new FilesRepository(server.Host("web"));
        repository.Put("a", "1");
        repository.Adopt("web");
        var good = server.Host("web");

        repository.Hosts(good.Replace(server.Fingerprint, "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", StringComparison.Ordinal));
        (await repository.RunAsync("drift")).Says($"web showed the host key {server.Fingerprint}, which is not among its `host_keys`; if the host has a new key, write that into files/hosts.ron, else somebody may stand between you and it\n");

        repository.Hosts(good.Replace(server.KeyFile, server.StrangeKey(), StringComparison.Ordinal));
        (await repository.RunAsync("drift")).Says($"web does not let `{Environment.UserName}` in with `{server.StrangeKeyFile}`; add its public key to ~/.ssh/authorized_keys of `{Environment.UserName}` there, or name another key in files/hosts.ron\n");

        repository.Hosts(good.Replace(server.KeyFile, "/nowhere/key", StringComparison.Ordinal));
        (await repository.RunAsync("drift")).Says("The private key of web from `/nowhere/key` cannot be used (there is no such file); name another in files/hosts.ron\n");

        File.WriteAllText(server.StrangeKeyFile, "no key");
        repository.Hosts(good.Replace(server.KeyFile, server.StrangeKeyFile, StringComparison.Ordinal));
        (await repository.RunAsync("drift")).Says($"The private key of web from `{server.StrangeKeyFile}` cannot be used (Invalid private key file); name another in files/hosts.ron\n");

        repository.Hosts(good);
        server.Stop();
        (await repository.RunAsync("drift")).Says($"web does not answer at 127.0.0.1:{server.Port} (Connection refused); check `address` and `port` in files/hosts.ron, and whether its SSH server runs\n");
    }

    [Fact]
    public async Task Denied_permission_is_said_for_the_file_and_other_files_are_written()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can log in as somebody who may do less");
        using var server = SshServer.Start("ForceCommand=internal-sftp");
        using var repository = new FilesRepository(server.Host("web", user: "nobody"));
        Directory.CreateDirectory(Path.Join(repository.Managed, "open"));
        File.SetUnixFileMode(Path.Join(repository.Managed, "open"), (UnixFileMode)Convert.ToInt32("777", 8));
        File.SetUnixFileMode(repository.Files.Folder, (UnixFileMode)Convert.ToInt32("755", 8));
        repository.Files.Write(repository.Content("web", "open/a"), "1");
        repository.Files.Write(repository.Content("web", "closed"), "1");

        (await repository.ApplyAsync()).Expect(3).Says("Writing `ROOT/closed` on web is not allowed to `nobody`; give them the permission or log in as somebody else\n");

        Assert.Equal("1", repository.Take("open/a"));
    }
}
