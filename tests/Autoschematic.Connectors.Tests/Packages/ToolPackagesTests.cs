using System.Diagnostics;
using System.IO.Compression;
using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Tests.Packages;

/// <summary>.NET tools from a folder, and crates from a git repository, by their own package managers.</summary>
[Trait("kind", "process")]
public sealed class ToolPackagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tool_is_installed_and_started_from_the_store()
    {
        await using var host = new PackageHost();
        PackTool(host, "1.0.0");
        PackTool(host, "1.1.0");
        var spec = new DotnetToolSpec("Easy.Tool", "1.0.0");

        var installed = await host.InstallAsync(spec);

        Assert.Equal("easy.tool 1.0.0", $"{installed.Locked.Name} {installed.Locked.Version}");
        Assert.Equal("easy.tool.1.0.0.nupkg", Assert.Single(installed.Locked.Hashes).Key);
        Assert.StartsWith("sha512:", installed.Locked.Hashes.Values.Single(), StringComparison.Ordinal);
        Assert.Empty(host.Building);
        var connector = await host.StartAsync(spec, installed.Locked, ("EASY_STORE", Path.Join(host.Root, "cloud")));
        Assert.StartsWith(host.InEntry(installed.Locked, "easy-run"), connector.Status.Command, StringComparison.Ordinal);
        Assert.NotEmpty(await connector.SkeletonsAsync(Cancellation));
        Assert.Equal("1.1.0", (await host.InstallAsync(new DotnetToolSpec("easy.tool"))).Locked.Version);
    }

    [Fact]
    public async Task Another_package_of_the_same_version_is_refused()
    {
        await using var host = new PackageHost();
        PackTool(host, "1.0.0");
        var spec = new DotnetToolSpec("Easy.Tool");
        var locked = (await host.InstallAsync(spec)).Locked;
        Directory.Delete(host.Store, recursive: true);
        PackTool(host, "1.0.0", "changed");
        Directory.Delete(Path.Join(host.Root, ".nuget"), recursive: true);

        var error = await host.FailureAsync(spec, locked, onlyLocked: true);

        Assert.True(error.IsRefusal, error.Message);
        Assert.StartsWith("`easy.tool.1.0.0.nupkg` of `DotnetTool easy.tool` is not the file that was locked: it has the hash `sha512:", error.Message, StringComparison.Ordinal);
        Assert.Empty(host.Entries);
    }

    [Fact]
    public async Task A_crate_is_built_from_the_commit_that_is_locked_and_started_from_the_store()
    {
        await using var host = new PackageHost();
        Assert.SkipUnless(UseCargo(host), "cargo is not there");
        var first = CommitCrate(host, "one");
        var spec = new CargoSpec("tiny-connector", Git: $"file://{host.Root}/crate");

        var installed = await host.InstallAsync(spec);
        var second = CommitCrate(host, "two");

        Assert.Equal($"0.2.0 {first}", $"{installed.Locked.Version} {installed.Locked.Revision}");
        Assert.Empty(installed.Locked.Hashes);
        var connector = await host.StartAsync(spec, installed.Locked);
        Assert.StartsWith(host.InEntry(installed.Locked, "bin/tiny-connector"), connector.Status.Command, StringComparison.Ordinal);
        Assert.Equal("one", (await PackageHost.StateAsync(connector)).GetProperty("env").GetProperty("WHICH").GetString());

        Directory.Delete(host.Store, recursive: true);
        Assert.Equal(first, (await host.InstallAsync(spec, installed.Locked, onlyLocked: true)).Locked.Revision);
        Assert.Equal(second, (await host.InstallAsync(spec)).Locked.Revision);
        Assert.Equal(2, host.Entries.Count);
        Assert.Empty(host.Building);
        Assert.Contains("nobodys", (await host.FailureAsync(spec with { Binary = "nobodys" })).LogTail.Aggregate(string.Concat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crate_without_a_checksum_is_neither_locked_nor_installed()
    {
        await using var host = new PackageHost();
        var spec = new CargoSpec("tiny-connector");
        var hash = new string('7', 64);
        FakeCargo(host, $"source = \"registry+https://index.invalid\"\nchecksum = \"{hash}\"");
        var locked = (await host.InstallAsync(spec)).Locked;
        Assert.Equal($"[tiny-connector-0.2.0.crate, sha256:{hash}]", Assert.Single(locked.Hashes).ToString());
        Directory.Delete(host.Store, recursive: true);

        foreach (var source in new[] { "", "source = \"registry+https://index.invalid\"", $"source = \"git+file:///elsewhere#{hash[..40]}\"" })
        {
            FakeCargo(host, source);
            foreach (var onlyLocked in new[] { true, false })
            {
                var refused = await host.FailureAsync(spec, locked, onlyLocked);
                Assert.True(refused.IsRefusal);
                Assert.Equal("`cargo` has no checksum of `Cargo tiny-connector`, so it cannot be held against `autoschematic.lock.ron`", refused.Message);
            }

            var error = await host.FailureAsync(spec);
            Assert.False(error.IsRefusal);
            Assert.Equal("`cargo` has no checksum of `Cargo tiny-connector`, so it cannot be locked", error.Message);
            Assert.Equal("settings of cargo, as in `.cargo/config.toml`, have it taken from elsewhere: leave them out for this crate", error.Hint);
        }

        Assert.Empty(host.Entries);
        Assert.Empty(host.Building);
    }

    [Fact]
    public async Task A_crate_from_git_without_a_commit_or_with_hashes_that_nothing_has_is_refused()
    {
        await using var host = new PackageHost();
        var spec = new CargoSpec("tiny-connector", Git: "https://git.invalid/tiny");
        FakeCargo(host, $"source = \"git+https://git.invalid/tiny#{new string('7', 40)}\"");
        var locked = (await host.InstallAsync(spec)).Locked;
        Directory.Delete(host.Store, recursive: true);
        var hashed = locked with { Hashes = new Dictionary<string, string> { ["tiny-connector-0.2.0.crate"] = $"sha256:{new string('7', 64)}" } };

        foreach (var onlyLocked in new[] { true, false })
        {
            var refused = await host.FailureAsync(spec, hashed, onlyLocked);
            Assert.True(refused.IsRefusal);
            Assert.Equal("`Cargo tiny-connector` came without a hash, and `autoschematic.lock.ron` has one", refused.Message);
        }

        FakeCargo(host, "");
        var error = await host.FailureAsync(spec);
        Assert.False(error.IsRefusal);
        Assert.Equal("`cargo` has no commit of `Cargo tiny-connector`, so it cannot be locked", error.Message);
        Assert.Empty(host.Entries);
    }

    /// <summary>A `cargo` that resolves one crate as it is told, and builds a program that does nothing.</summary>
    private static void FakeCargo(PackageHost host, string source)
    {
        var cargo = host.Write(
            "fake/cargo",
            $"""
            #!/bin/sh
            case "$1" in
                generate-lockfile) cat >"$(dirname "$3")/Cargo.lock" ;;
                install) mkdir -p "$4/bin" && cp /bin/true "$4/bin/tiny-connector" ;;
            esac <<'END'
            [[package]]
            name = "autoschematic-asks"
            version = "0.0.0"
            dependencies = [
             "tiny-connector",
            ]

            [[package]]
            name = "tiny-connector"
            version = "0.2.0"
            {source}
            END

            """,
            executable: true);
        host.Variables["PATH"] = $"{Path.GetDirectoryName(cargo)}:/usr/bin:/bin";
    }

    /// <summary>The connector of the tests as a package, the way `dotnet pack` lays one out.</summary>
    private static void PackTool(PackageHost host, string version, string more = "")
    {
        host.Write("nuget.config", $"<configuration><packageSources><clear/><add key=\"local\" value=\"{host.Root}/feed\"/></packageSources></configuration>");
        var folder = Directory.CreateDirectory(Path.Join(host.Root, "feed")).FullName;
        var path = Path.Join(folder, $"Easy.Tool.{version}.nupkg");
        File.Delete(path);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Add("Easy.Tool.nuspec", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
              <metadata>
                <id>Easy.Tool</id><version>{version}</version><authors>tests</authors><description>A connector. {more}</description>
                <packageTypes><packageType name="DotnetTool" /></packageTypes>
              </metadata>
            </package>
            """);
        Add("[Content_Types].xml", """
            <?xml version="1.0" encoding="utf-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
              <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml" />
              <Default Extension="nuspec" ContentType="application/octet" /><Default Extension="dll" ContentType="application/octet" />
              <Default Extension="json" ContentType="application/octet" /><Default Extension="xml" ContentType="application/octet" />
            </Types>
            """);
        Add("_rels/.rels", """
            <?xml version="1.0" encoding="utf-8"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
              <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/Easy.Tool.nuspec" Id="R1" />
            </Relationships>
            """);
        Add("tools/net10.0/any/DotnetToolSettings.xml", """
            <?xml version="1.0" encoding="utf-8"?>
            <DotNetCliTool Version="1">
              <Commands><Command Name="easy-run" EntryPoint="Autoschematic.EasyConnector.dll" Runner="dotnet" /></Commands>
            </DotNetCliTool>
            """);
        var built = Path.Join(
            AppContext.BaseDirectory, "..", "..", "Autoschematic.EasyConnector", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
        foreach (var file in Directory.EnumerateFiles(built).Where(file => Path.GetExtension(file) is ".dll" or ".json"))
        {
            archive.CreateEntryFromFile(file, $"tools/net10.0/any/{Path.GetFileName(file)}", CompressionLevel.Fastest);
        }

        void Add(string name, string text)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    /// <summary>A crate without dependencies, which becomes a connector of the tests when it is started.</summary>
    private static string CommitCrate(PackageHost host, string which)
    {
        host.Write("crate/Cargo.toml", "[package]\nname = \"tiny-connector\"\nversion = \"0.2.0\"\nedition = \"2021\"\n");
        host.Write("crate/src/connector.py", TestHost.Source("tarpc_connector.py"));
        host.Write("crate/src/main.rs", $$"""
            use std::os::unix::process::CommandExt;

            fn main() {
                let failed = std::process::Command::new("{{TestHost.Python}}")
                    .arg("-c").arg(include_str!("connector.py")).args(std::env::args().skip(1)).env("WHICH", "{{which}}").exec();
                panic!("{failed}");
            }

            """);
        var crate = Path.Join(host.Root, "crate");
        Run(crate, "git", "init", "-q");
        Run(crate, "git", "add", "-A");
        Run(crate, "git", "-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "-q", "-m", which);
        return Run(crate, "git", "rev-parse", "HEAD").Trim();
    }

    // The tests' home is empty: what `rustup` has put into the user's is named.
    private static bool UseCargo(PackageHost host)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append(Path.Join(home, ".cargo", "bin"))
            .FirstOrDefault(item => item.Length > 0 && File.Exists(Path.Join(item, "cargo")));
        if (folder is null)
        {
            return false;
        }

        host.Variables["PATH"] = $"{folder}:{host.Variables["PATH"]}";
        host.Variables["RUSTUP_HOME"] = Environment.GetEnvironmentVariable("RUSTUP_HOME") ?? Path.Join(home, ".rustup");
        host.Variables["CARGO_HOME"] = Path.Join(host.Root, "cargo");
        host.Variables["CARGO_NET_OFFLINE"] = "false";
        return true;
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
