using System.Globalization;
using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Packages;

/// <summary>Python packages, by the real `pip`, without any index.</summary>
[Trait("kind", "process")]
public sealed class PipPackagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_is_installed_with_what_it_needs_and_started_from_the_store()
    {
        await using var host = new PackageHost();

        var installed = await host.InstallAsync(PackageHost.Demo);

        Assert.True(installed.IsNew);
        Assert.Equal("1.0.0", installed.Locked.Version);
        Assert.Equal(["demo_connector-1.0.0-py3-none-any.whl", "demo_words-2.0-py3-none-any.whl"], installed.Locked.Hashes.Keys.Order(StringComparer.Ordinal));
        Assert.All(installed.Locked.Hashes, file => Assert.Equal(LockedHashes.HashOf(Path.Join(host.WheelFolder, file.Key)), file.Value));
        Assert.Equal(installed.Folder, Assert.Single(host.Entries));
        Assert.Empty(host.Building);

        // Neither modules of the repository nor those of the user take the place of what is locked.
        host.Write("demo_words.py", "raise SystemExit('from the repository')");
        host.Write("elsewhere/demo_words.py", "raise SystemExit('from PYTHONPATH')");
        var connector = await host.StartAsync(PackageHost.Demo, installed.Locked, ("PYTHONPATH", Path.Join(host.Root, "elsewhere")), ("MARK", "kept"));
        var state = await PackageHost.StateAsync(connector);
        Assert.Equal("kept", state.GetProperty("env").GetProperty("MARK").GetString());
        Assert.False(state.GetProperty("env").TryGetProperty("PYTHONPATH", out _));
        Assert.Equal(host.Root, state.GetProperty("cwd").GetString());
        Assert.StartsWith(installed.Folder, connector.Status.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_of_the_package_is_started_where_it_lies_now()
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;

        var connector = await host.StartAsync(new PipSpec("demo-connector", Binary: "demo-run"), locked);

        Assert.StartsWith(host.InEntry(locked, "bin/demo-run"), connector.Status.Command, StringComparison.Ordinal);
        var error = await host.StartFailureAsync(new PipSpec("demo-connector", Binary: "demo"), locked);
        Assert.Equal("The package `Pip demo-connector 1.0.0` of connector `raw` has no program `demo`", error.Message);
        Assert.Equal("it has `demo-run`", error.Hint);
    }

    [Fact]
    public async Task What_is_there_is_not_installed_again()
    {
        await using var host = new PackageHost();
        var first = await host.InstallAsync(PackageHost.Demo);
        List<string> lines = [];

        var second = await host.InstallAsync(PackageHost.Demo, first.Locked, onlyLocked: true, lines.Add);
        var third = await host.InstallAsync(PackageHost.Demo);

        Assert.False(second.IsNew);
        Assert.Empty(lines);
        Assert.False(third.IsNew);
        Assert.Equal(first.Folder, third.Folder);
        Assert.Single(host.Entries);
    }

    [Fact]
    public async Task The_locked_version_is_installed_when_there_is_a_newer_one()
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;
        Directory.Delete(host.Store, recursive: true);
        host.AddDemo("1.1.0");

        Assert.Equal("1.0.0", (await host.InstallAsync(PackageHost.Demo, locked)).Locked.Version);
        Assert.Equal("1.0.0", (await host.InstallAsync(PackageHost.Demo, locked, onlyLocked: true)).Locked.Version);
        Assert.Equal("1.1.0", (await host.InstallAsync(PackageHost.Demo)).Locked.Version);
        Assert.Equal("1.0.0", (await host.InstallAsync(new PipSpec("demo-connector", "<1.1"))).Locked.Version);
        Assert.Equal(2, host.Entries.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_file_under_the_same_name_is_refused(bool onlyLocked)
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;
        Directory.Delete(host.Store, recursive: true);
        host.AddWords("stolen = 1");
        var arrived = LockedHashes.HashOf(Path.Join(host.WheelFolder, "demo_words-2.0-py3-none-any.whl"));

        var error = await host.FailureAsync(PackageHost.Demo, locked, onlyLocked);

        Assert.True(error.IsRefusal);
        Assert.Equal(
            $"`demo_words-2.0-py3-none-any.whl` of `Pip demo-connector` is not the file that was locked: it has the hash `{arrived}`, and `autoschematic.lock.ron` has `{locked.Hashes["demo_words-2.0-py3-none-any.whl"]}`",
            error.Message);
        Assert.Equal("if that was to be expected, delete the package's entry in `autoschematic.lock.ron` and run `autoschematic install`", error.Hint);
        Assert.Empty(host.Entries);
        Assert.Empty(host.Building);
    }

    [Fact]
    public async Task Files_of_another_platform_stay_locked_beside_those_of_this_one()
    {
        await using var host = new PackageHost();
        var mine = (await host.InstallAsync(PackageHost.Demo)).Locked;
        var hash = mine.Hashes["demo_words-2.0-py3-none-any.whl"];
        var theirs = mine with
        {
            Hashes = new Dictionary<string, string>
            {
                ["demo_connector-1.0.0-py3-none-any.whl"] = mine.Hashes["demo_connector-1.0.0-py3-none-any.whl"],
                ["demo_words-2.0-cp311-cp311-win_arm64.whl"] = $"sha256:{new string('7', 64)}",
            },
        };

        var refused = await host.FailureAsync(PackageHost.Demo, theirs, onlyLocked: true);
        Assert.True(refused.IsRefusal);
        Assert.Equal("`demo_words-2.0-py3-none-any.whl` of `Pip demo-connector` is not in `autoschematic.lock.ron`", refused.Message);

        var both = await host.InstallAsync(PackageHost.Demo, theirs);
        Assert.Equal(
            ["demo_connector-1.0.0-py3-none-any.whl", "demo_words-2.0-cp311-cp311-win_arm64.whl", "demo_words-2.0-py3-none-any.whl"],
            both.Locked.Hashes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(hash, both.Locked.Hashes["demo_words-2.0-py3-none-any.whl"]);
        Assert.False((await host.InstallAsync(PackageHost.Demo, both.Locked, onlyLocked: true)).IsNew);
    }

    // As when the file was written for a Python that has in itself what another takes from a package.
    [Fact]
    public async Task What_is_needed_here_and_was_not_elsewhere_is_installed_and_locked_too()
    {
        await using var host = new PackageHost();
        Wheels.Write(host.WheelFolder, "demo_words", "2.0", ["demo-letters<3", "demo-nothing; sys_platform == 'plan9'"], null, ("demo_words.py", "import demo_letters\n"));
        Wheels.Write(host.WheelFolder, "demo_letters", "1.0", [], null, ("demo_letters.py", ""));
        var full = (await host.InstallAsync(PackageHost.Demo)).Locked;
        Directory.Delete(host.Store, recursive: true);
        Wheels.Write(host.WheelFolder, "demo_words", "2.1", [], null, ("demo_words.py", ""));
        Wheels.Write(host.WheelFolder, "demo_letters", "2.0", [], null, ("demo_letters.py", ""));
        var theirs = full with { Hashes = full.Hashes.Where(file => !file.Key.StartsWith("demo_letters", StringComparison.Ordinal)).ToDictionary() };

        var refused = await host.FailureAsync(PackageHost.Demo, theirs, onlyLocked: true);
        Assert.True(refused.IsRefusal);
        Assert.Equal("`demo-letters`, which `Pip demo-connector` needs here, is not in `autoschematic.lock.ron`", refused.Message);
        Assert.Equal("run `autoschematic install` without `--locked`: it adds the files of this platform", refused.Hint);
        Assert.Empty(host.Entries);

        var both = (await host.InstallAsync(PackageHost.Demo, theirs)).Locked;
        Assert.Equal(
            ["demo_connector-1.0.0-py3-none-any.whl", "demo_letters-2.0-py3-none-any.whl", "demo_words-2.0-py3-none-any.whl"],
            both.Hashes.Keys.Order(StringComparer.Ordinal));
        await host.StartAsync(PackageHost.Demo, both);
        Directory.Delete(host.Store, recursive: true);
        Assert.True((await host.InstallAsync(PackageHost.Demo, both, onlyLocked: true)).IsNew);
        await host.StartAsync(PackageHost.Demo, both);
    }

    [Fact]
    public async Task A_dependency_that_is_wanted_in_one_version_is_refused_like_any_other()
    {
        await using var host = new PackageHost();
        Wheels.Write(host.WheelFolder, "demo_words", "2.0", ["demo-letters==1.0"], null, ("demo_words.py", ""));
        Wheels.Write(host.WheelFolder, "demo_letters", "1.0", [], null, ("demo_letters.py", ""));
        var full = (await host.InstallAsync(PackageHost.Demo)).Locked;
        var theirs = full with { Hashes = full.Hashes.Where(file => !file.Key.StartsWith("demo_letters", StringComparison.Ordinal)).ToDictionary() };

        var refused = await host.FailureAsync(PackageHost.Demo, theirs, onlyLocked: true);

        Assert.True(refused.IsRefusal);
        Assert.Equal("`demo-letters`, which `Pip demo-connector` needs here, is not in `autoschematic.lock.ron`", refused.Message);
    }

    [Fact]
    public async Task What_only_other_platforms_need_is_left_out_here_and_stays_locked()
    {
        await using var host = new PackageHost();
        var mine = (await host.InstallAsync(PackageHost.Demo)).Locked;
        Wheels.Write(host.WheelFolder, "demo_other", "1.0", [], null, ("demo_other.py", ""));
        SortedDictionary<string, string> hashes = new(mine.Hashes.ToDictionary(), StringComparer.Ordinal)
        {
            // One that there is no file of for this platform, and one that there is, with another file than those locked.
            ["aardvark-3.0-cp311-cp311-win_arm64.whl"] = $"sha256:{new string('7', 64)}",
            ["demo_other-1.0-cp311-cp311-win_arm64.whl"] = $"sha256:{new string('8', 64)}",
        };
        var theirs = mine with { Hashes = hashes };

        var locked = await host.InstallAsync(PackageHost.Demo, theirs, onlyLocked: true);
        Assert.Equal(hashes, locked.Locked.Hashes);
        var packages = Directory.EnumerateDirectories(host.InEntry(locked.Locked, "lib"), "site-packages", SearchOption.AllDirectories).Single();
        Assert.Equal(
            ["demo_connector-1.0.0.dist-info", "demo_words-2.0.dist-info"],
            Directory.EnumerateDirectories(packages, "*.dist-info").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await host.StartAsync(PackageHost.Demo, locked.Locked);

        Directory.Delete(host.Store, recursive: true);
        Assert.Equal(hashes, (await host.InstallAsync(PackageHost.Demo, theirs)).Locked.Hashes);
    }

    [Theory]
    [InlineData("demo_connector", true)]
    [InlineData("demo_connector", false)]
    [InlineData("demo_words", true)]
    [InlineData("demo_words", false)]
    public async Task What_is_locked_and_gone_says_so_and_what_to_do(string gone, bool onlyLocked)
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;
        Directory.Delete(host.Store, recursive: true);
        File.Delete(Directory.EnumerateFiles(host.WheelFolder, $"{gone}-*").Single());

        var error = await host.FailureAsync(PackageHost.Demo, locked, onlyLocked);

        Assert.False(error.IsRefusal);
        Assert.Equal("`Pip demo-connector` could not be installed: `pip download` exited with code 1", error.Message);
        Assert.Equal("if what is locked is not to be had here, delete the package's entry in `autoschematic.lock.ron` and run `autoschematic install`", error.Hint);
        Assert.Contains(error.LogTail, line => line.Contains(gone.Replace('_', '-'), StringComparison.Ordinal));
        Assert.Empty(host.Entries);
        Assert.Empty(host.Building);
    }

    [Fact]
    public async Task What_was_changed_or_removed_is_not_started_and_is_installed_again()
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;
        var entry = Assert.Single(host.Entries);
        var file = Directory.EnumerateFiles(entry, "demo_words.py", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Single();
        var name = Path.GetRelativePath(Path.Join(entry, "root"), file);

        // The same length, and the time of the file that it takes the place of.
        var time = File.GetLastWriteTimeUtc(file);
        File.WriteAllText(file, "#");
        await ExpectAsync($"was changed: `[ROOT]/store/{Path.GetFileName(entry)}` has another `{name}` than was installed", "run `autoschematic install`, which installs it again");
        File.SetLastWriteTimeUtc(file, time);
        Assert.True((await host.InstallAsync(PackageHost.Demo, locked)).IsNew);
        Assert.Equal("\n", File.ReadAllText(file));

        File.Delete(file);
        await ExpectAsync($"was changed: `[ROOT]/store/{Path.GetFileName(entry)}` lacks `{name}`", "run `autoschematic install`, which installs it again");
        Assert.True((await host.InstallAsync(PackageHost.Demo, locked)).IsNew);

        File.WriteAllText($"{file}.pth", "");
        await ExpectAsync($"was changed: `[ROOT]/store/{Path.GetFileName(entry)}` has `{name}.pth`, which was not installed", "run `autoschematic install`, which installs it again");
        Assert.True((await host.InstallAsync(PackageHost.Demo, locked)).IsNew);

        // A copy of the files at another time is what it was.
        File.SetLastWriteTimeUtc(file, time.AddDays(1));
        await host.StartAsync(PackageHost.Demo, locked);

        Directory.Delete(entry, recursive: true);
        await ExpectAsync($"is locked and not installed: there is no `[ROOT]/store/{Path.GetFileName(entry)}`", "run `autoschematic install`");
        Assert.True((await host.InstallAsync(PackageHost.Demo, locked)).IsNew);
        await host.StartAsync(PackageHost.Demo, locked);

        async Task ExpectAsync(string message, string hint)
        {
            var error = await host.StartFailureAsync(PackageHost.Demo, locked);
            Assert.EndsWith(message, host.Hide(error.Message), StringComparison.Ordinal);
            Assert.Equal(hint, error.Hint);
        }
    }

    [Fact]
    public async Task A_version_that_is_not_wanted_any_more_is_not_started()
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;

        var error = await host.StartFailureAsync(PackageHost.Demo with { Version = "1.1.0" }, locked);

        Assert.True(error.IsMisconfigured);
        Assert.Equal("Connector `raw` wants `Pip demo-connector 1.1.0`, and `autoschematic.lock.ron` has version 1.0.0", error.Message);
        Assert.Equal("run `autoschematic install`", error.Hint);
    }

    [Fact]
    public async Task A_package_that_does_not_exist_says_what_pip_said_without_the_password()
    {
        await using var host = new PackageHost();
        host.Variables["PIP_EXTRA_INDEX_URL"] = "https://mona:hush-hush@index.invalid/simple";
        List<string> lines = [];

        var error = await Assert.ThrowsAsync<PackageException>(() => host.InstallAsync(new PipSpec("nobodys"), onLine: lines.Add));

        Assert.Matches("^`Pip nobodys` could not be installed: `.* -I -m pip .* nobodys` exited with code 1$", error.Message);
        Assert.Contains("ERROR: No matching distribution found for nobodys", error.LogTail);
        Assert.False(error.IsRefusal);
        Assert.DoesNotContain(lines.Concat(error.LogTail), line => line.Contains("hush-hush", StringComparison.Ordinal));
        Assert.Empty(host.Building);
        Assert.Empty(host.Entries);
    }

    [Fact]
    public async Task A_pip_that_cannot_serve_others_is_put_into_the_environment_for_a_while()
    {
        await using var host = new PackageHost();

        // As in Python 3.10 and before: its `pip` knows no `--python`.
        host.Variables["AUTOSCHEMATIC_PYTHON"] = host.Write(
            "old", $"#!/bin/sh\ncase \"$*\" in *'serves others'*) echo serves itself;; *) exec {TestHost.Python} \"$@\";; esac\n", executable: true);

        var installed = await host.InstallAsync(PackageHost.Demo);

        var packages = Directory.EnumerateDirectories(host.InEntry(installed.Locked, "lib"), "site-packages", SearchOption.AllDirectories).Single();
        Assert.Equal(
            ["demo_connector-1.0.0.dist-info", "demo_words-2.0.dist-info"],
            Directory.EnumerateDirectories(packages, "*.dist-info").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await host.StartAsync(PackageHost.Demo, installed.Locked);
    }

    [Fact]
    public async Task Cancelling_ends_the_tools_and_leaves_nothing()
    {
        await using var host = new PackageHost();
        var pid = Path.Join(host.Root, "pid");
        host.Variables["AUTOSCHEMATIC_PYTHON"] = host.Write("slow", $"#!/bin/sh\necho $$ >{pid}.new && mv {pid}.new {pid}\nsleep 600\n", executable: true);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var installing = host.InstallAsync(PackageHost.Demo, cancellationToken: cancellation.Token);
        await Eventually.TrueAsync(() => File.Exists(pid), TimeSpan.FromSeconds(30), "the tool runs");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => installing);
        Assert.False(ProcessTree.IsAlive(int.Parse(File.ReadAllText(pid), CultureInfo.InvariantCulture)));
        Assert.Empty(host.Building);
        Assert.Empty(host.Entries);
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_is_an_error_and_not_waited_for()
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;
        Directory.Delete(host.Store, recursive: true);
        var hold = Path.Join(Directory.CreateDirectory(Path.Join(host.Store, ".locks")).FullName, StoreKey.Of(locked));
        File.CreateSymbolicLink(hold, hold);

        var error = await host.FailureAsync(PackageHost.Demo, locked).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        Assert.Equal($"`Pip demo-connector` could not be put into `[ROOT]/store`: Too many levels of symbolic links : '[ROOT]/store/.locks/{Path.GetFileName(hold)}'", host.Hide(error.Message));
        Assert.Equal("the variable `AUTOSCHEMATIC_STORE` puts packages somewhere else", error.Hint);
        Assert.False(error.IsRefusal);
    }

    [Fact]
    public async Task Several_at_once_make_one_entry()
    {
        await using var host = new PackageHost();
        var locked = (await host.InstallAsync(PackageHost.Demo)).Locked;
        Directory.Delete(host.Store, recursive: true);

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.InstallAsync(PackageHost.Demo, locked)));

        Assert.Single(results, result => result.IsNew);
        Assert.Equal(Assert.Single(host.Entries), Assert.Single(results.Select(result => result.Folder).Distinct()));
    }
}
