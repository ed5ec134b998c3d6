using System.Globalization;

namespace Autoschematic.Cli.Tests.EndToEnd;

[Trait("kind", "process")]
public sealed class ImportEndToEndTests
{
    [Fact]
    public async Task Reads_of_two_hundred_resources_overlap()
    {
        using var repository = Many(count: 200, failing: 0, out var peak);

        var run = (await repository.RunAsync("import")).Expect(0);

        Assert.Contains("200", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Equal(200, Directory.GetFiles(repository.Files.PathOf("main/r")).Length);
        Assert.Equal(200, repository.Files.Status().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(16, int.Parse(File.ReadAllText(peak), CultureInfo.InvariantCulture));
        Assert.Empty(repository.ConnectorProcesses());
    }

    [Fact]
    public async Task Seven_failures_are_listed_and_the_others_imported()
    {
        using var repository = Many(count: 200, failing: 7, out _);

        var run = (await repository.RunAsync("import")).Expect(3);

        Assert.Equal(193, Directory.GetFiles(repository.Files.PathOf("main/r")).Length);
        for (var index = 0; index < 7; index++)
        {
            Assert.Contains($"r/000{index}.txt cannot be read", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Killing_the_host_in_the_middle_leaves_no_process_behind()
    {
        using var repository = Many(count: 4000, failing: 0, out var peak);
        using var host = repository.Start("", "import");
        await Waiting.UntilAsync(() => File.Exists(peak), TimeSpan.FromSeconds(60));
        Assert.NotEmpty(repository.ConnectorProcesses());

        host.Kill();
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        await Waiting.UntilAsync(() => repository.ConnectorProcesses().Count == 0, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Killing_the_host_in_the_middle_loses_nothing_and_the_next_import_finishes()
    {
        using var repository = Many(count: 2000, failing: 0, out _);
        using (var host = repository.Start("", "import"))
        {
            await Waiting.UntilAsync(() => Written().Length >= 50, TimeSpan.FromSeconds(60));
            host.Kill();
            await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(Written().Length, 50, 1999);
        Assert.DoesNotContain(repository.Files.Status().Split('\n'), line => line.StartsWith("A  ", StringComparison.Ordinal));

        (await repository.RunAsync("import")).Expect(0);

        Assert.All(Written(), file => Assert.Equal($"body of r/{Path.GetFileName(file)}", File.ReadAllText(file)));
        Assert.Equal(2000, Written().Length);
        Assert.Equal(2000, repository.Files.Status().Split('\n').Count(line => line.StartsWith("A  main/r/", StringComparison.Ordinal)));

        string[] Written()
            => Directory.Exists(repository.Files.PathOf("main/r")) ? Directory.GetFiles(repository.Files.PathOf("main/r"), "????.txt") : [];
    }

    [Fact]
    public async Task Two_imports_at_once_do_not_corrupt_the_repository()
    {
        using var repository = Many(count: 50, failing: 0, out _);

        var runs = await Task.WhenAll(repository.RunAsync("import"), repository.RunAsync("import"));

        Assert.All(runs, run => Assert.Contains(run.ExitCode, new[] { 0, 4 }));
        Assert.Contains(runs, run => run.ExitCode == 0);
        Assert.Equal(50, Directory.GetFiles(repository.Files.PathOf("main/r")).Length);
        Assert.Equal(50, repository.Files.Status().Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.StartsWith("A  ", StringComparison.Ordinal)));
    }

    private static RealRepository Many(int count, int failing, out string peak)
    {
        var repository = new RealRepository(
            ManyResources.Source,
            ("COUNT", count.ToString(CultureInfo.InvariantCulture)),
            ("FAILING", failing.ToString(CultureInfo.InvariantCulture)),
            ("PEAK", ""));
        peak = Path.Join(repository.Files.Folder, "peak");
        repository.Variables["PEAK"] = peak;
        return repository;
    }
}
