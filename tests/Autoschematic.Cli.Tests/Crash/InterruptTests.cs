using System.Diagnostics;
using System.Text.RegularExpressions;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.Crash;

/// <summary>Ctrl-C once and twice, with real signals.</summary>
[Trait("kind", "process")]
public sealed class InterruptTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_first_one_finishes_and_stores_and_the_run_is_over()
    {
        using var template = await CrashTemplate.MakeAsync(7, pairs: false);
        var machine = new CrashMachine(template.Files);
        using var process = machine.Start([.. template.Apply, "--parallelism", "1"]);
        await FirstOpAsync(template.Files, process);

        Interrupt(process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Empty(Journals(template.Files));
        (await new CrashMachine(template.Files).RunAsync(template.Apply)).Expect(0);
        Assert.Equal(template.Expected, CrashTemplate.StateOf(template.Files));
    }

    [Fact]
    public async Task The_second_one_ends_everything_at_once_and_the_journal_stays()
    {
        using var template = await CrashTemplate.MakeAsync(8, pairs: true);
        var machine = new CrashMachine(template.Files) { Variables = { ["TEST_CLOUD_FAULTS"] = "hang op_exec *" } };
        using var process = machine.Start(template.Apply);
        await FirstOpAsync(template.Files, process);

        Interrupt(process);
        Interrupt(process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Single(Journals(template.Files));
        (await new CrashMachine(template.Files).RunAsync("apply", "--yes")).Expect(4);
    }

    private static string[] Journals(TestWorkspace files) => Directory.GetFiles(files.PathOf(".git/autoschematic/runs"), "*.jsonl");

    /// <summary>Waits until the journal says that an op was sent.</summary>
    private static async Task FirstOpAsync(TestWorkspace files, Process process)
    {
        var folder = files.PathOf(".git/autoschematic/runs");
        var watch = Stopwatch.StartNew();
        while (!Directory.Exists(folder) || !Directory.GetFiles(folder, "*.jsonl").Any(file => Regex.IsMatch(ReadShared(file), "op-started")))
        {
            Assert.False(process.HasExited, "it ended before its first op");
            Assert.True(watch.Elapsed < Patience, "no op was started");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static string ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill") { ArgumentList = { "-INT", $"{process.Id}" } })!;
        kill.WaitForExit();
    }
}
