using System.Diagnostics;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The real program where the world around it is not as it should be.</summary>
[Trait("kind", "process")]
public sealed class StrangeWorldTests
{
    private const string Source = """
        from autoschematic_sdk import Connector, connector_main

        connector_main(Connector)
        """;

    [Theory]
    [InlineData("plan")]
    [InlineData("fsck", "--fix")]
    public async Task Locks_that_keep_nobody_out_are_not_relied_on(params string[] arguments)
    {
        using var repository = new RealRepository(Source);
        (await repository.RunAsync(arguments)).Expect(0);

        repository.Variables["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";
        var run = (await repository.RunAsync(arguments)).Expect(4);

        Assert.Equal(
            $"""
            error[LCK005]: The lock `{repository.Files.PathOf(".git/autoschematic/lock")}` keeps nobody out, so two commands could work in this repository at once
            hint: unset `DOTNET_SYSTEM_IO_DISABLEFILELOCKING`, or move the repository to a file system that has locks

            """,
            run.Error);
    }

    [Fact]
    public async Task A_directory_that_was_deleted_is_named()
    {
        using var repository = new RealRepository(Source);
        var start = new ProcessStartInfo("sh")
        {
            WorkingDirectory = repository.Files.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-c", "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" plan", Installation.Program },
        };

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.Equal("error[CLI072]: The current directory does not exist any more\nhint: change to one that does\n", await error);
        Assert.Equal("", await output);
        Assert.Equal(64, process.ExitCode);
    }
}
