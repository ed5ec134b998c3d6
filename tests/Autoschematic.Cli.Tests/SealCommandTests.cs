using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests;

public sealed class SealCommandTests : IDisposable
{
    private readonly CliWorkspace workspace = new();

    public void Dispose() => workspace.Dispose();

    private string Keystore => $"ondisk://{workspace.Files.Folder}/keys";

    [Fact]
    public async Task A_value_goes_in_on_standard_input_and_comes_out_byte_for_byte()
    {
        var made = await workspace.RunAsync("keygen", "--keystore", Keystore);
        Assert.Equal(0, made.ExitCode);
        Assert.Matches("^default A[g-z0-9+/][A-Za-z0-9+/]{42}\n$", made.Output);

        workspace.Variables["AUTOSCHEMATIC_KEYSTORE"] = Keystore;
        var sealing = new TestTerminal { Input = "hunter2hunter2\n"u8.ToArray() };
        (await workspace.RunAsync(sealing, "seal", "-p", "secrets/api.sealed")).Matches("run-seal.txt");

        workspace.Directory = "secrets";
        var log = Path.Join(workspace.Files.Folder, "log");
        var opening = new TestTerminal();
        Assert.Equal(0, (await workspace.RunAsync(opening, "unseal", "api.sealed", "--log-file", log)).ExitCode);
        Assert.Equal("hunter2hunter2"u8.ToArray(), opening.OutputBytes);
        Assert.Equal("", opening.Error);
        Assert.DoesNotContain("hunter2", File.ReadAllText(log), StringComparison.Ordinal);
        Assert.Contains("\"body\": \"hunter2hunter2\"", (await workspace.RunAsync("unseal", "api.sealed", "--format", "json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typed_value_is_not_shown()
    {
        await workspace.RunAsync("keygen", "--keystore", Keystore);
        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("hunter2hunter2");

        var run = await workspace.RunAsync(terminal, "seal", "-p", "api.sealed", "--keystore", Keystore);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Value (it is not shown): \n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", terminal.Screen, StringComparison.Ordinal);
        var opening = new TestTerminal();
        await workspace.RunAsync(opening, "unseal", "api.sealed", "--keystore", Keystore);
        Assert.Equal("hunter2hunter2"u8.ToArray(), opening.OutputBytes);
    }

    [Fact]
    public async Task A_seal_is_moved()
    {
        workspace.Variables["AUTOSCHEMATIC_KEYSTORE"] = Keystore;
        await workspace.RunAsync("keygen");
        await workspace.RunAsync(new TestTerminal { Input = "v"u8.ToArray() }, "seal", "-p", "a.sealed");

        (await workspace.RunAsync("seal", "--move", "a.sealed", "b.sealed")).Matches("run-seal-move.txt");

        Assert.False(workspace.Files.Exists("a.sealed"));
    }

    [Fact]
    public async Task Usage_is_checked_before_anything_is_read()
    {
        Assert.Equal(64, (await workspace.RunAsync("seal")).ExitCode);
        Assert.Contains("`autoschematic seal` needs `--path` or `--move`", (await workspace.RunAsync("seal")).Error, StringComparison.Ordinal);
        Assert.Contains("`--move` and `--path` exclude each other", (await workspace.RunAsync("seal", "--move", "a", "b", "-p", "c")).Error, StringComparison.Ordinal);
        Assert.Contains("`--scheme` cannot be `3`; it is one of `1`, `2`", (await workspace.RunAsync("seal", "-p", "a", "--scheme", "3")).Error, StringComparison.Ordinal);
        Assert.Equal(64, (await workspace.RunAsync("seal", "--move", "a")).ExitCode);
        Assert.Equal(64, (await workspace.RunAsync("unseal")).ExitCode);
        Assert.Equal(64, (await workspace.RunAsync("keygen")).ExitCode);
    }

    [Fact]
    public async Task Problems_are_said_with_the_next_step()
        => (await workspace.RunAsync("unseal", "none.sealed")).Matches("run-unseal-missing.txt");
}
