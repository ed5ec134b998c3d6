using System.Diagnostics;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The real program on a real terminal, where somebody pastes a secret.</summary>
[Trait("kind", "process")]
public sealed class HiddenInputTests : IDisposable
{
    /// <summary>Runs a command on a pseudo terminal, pastes a line as soon as it asks, and prints all that the terminal showed.</summary>
    private const string Paste = """
        import os, pty, sys

        process, terminal = pty.fork()
        if process == 0:
            os.execv(sys.argv[2], sys.argv[2:])
        shown = b""
        pasted = False
        while True:
            try:
                part = os.read(terminal, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
            if not pasted and b"not shown" in shown:
                pasted = True
                os.write(terminal, sys.argv[1].encode() + b"\n")
        sys.stdout.buffer.write(shown)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
        """;

    private readonly RealRepository repository = new(LeakyConnector.Source);

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task A_pasted_value_is_sealed_and_never_shown()
    {
        repository.Variables["AUTOSCHEMATIC_KEYSTORE"] = $"ondisk://{repository.Files.Folder}/keys";
        repository.Variables["TERM"] = "xterm";
        (await repository.RunAsync("keygen")).Expect(0);

        var (exitCode, shown) = await PasteAsync("pasted-s3cr3t-é");

        Assert.True(exitCode == 0, shown);
        Assert.Contains("Value (it is not shown): ", shown, StringComparison.Ordinal);
        Assert.Contains("a.sealed", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("past", shown, StringComparison.Ordinal);
        Assert.Equal("pasted-s3cr3t-é", (await repository.RunAsync("unseal", "a.sealed")).Expect(0).Output);
    }

    private async Task<(int ExitCode, string Shown)> PasteAsync(string value)
    {
        var start = new ProcessStartInfo(Installation.Python)
        {
            WorkingDirectory = repository.Files.Root,
            RedirectStandardOutput = true,
            ArgumentList = { "-c", Paste, value, Installation.Program, "seal", "-p", "a.sealed" },
        };
        start.Environment.Clear();
        foreach (var (name, variable) in repository.Variables)
        {
            start.Environment[name] = variable;
        }

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var shown = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, shown);
    }
}
