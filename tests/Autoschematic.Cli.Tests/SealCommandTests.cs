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
    public async Task A_sealed_value_is_replaced_only_when_that_is_agreed_to()
    {
        workspace.Variables["AUTOSCHEMATIC_KEYSTORE"] = Keystore;
        await workspace.RunAsync("keygen");
        await SealAsync(new TestTerminal { Input = "first"u8.ToArray() });

        var refused = await SealAsync(new TestTerminal { Input = "second"u8.ToArray() });
        Assert.Equal(
            (4, "error[SEC215]: `a.sealed` holds a sealed value already, and keeps it\n  --> a.sealed\nhint: `--yes` replaces it\n"),
            (refused.ExitCode, refused.Error));
        var asked = TestTerminal.Interactive();
        asked.Answers.Enqueue("no");
        Assert.Equal(4, (await SealAsync(asked, "--no-color")).ExitCode);
        Assert.Contains("`a.sealed` holds a sealed value already. Replace it? Type yes to go on: ", asked.Screen, StringComparison.Ordinal);
        Assert.Equal("first", await UnsealAsync());

        var agreed = TestTerminal.Interactive();
        agreed.Answers.Enqueue("yes");
        agreed.Answers.Enqueue("second");
        Assert.Equal(0, (await SealAsync(agreed)).ExitCode);
        Assert.Equal("second", await UnsealAsync());

        Assert.Equal(0, (await SealAsync(new TestTerminal { Input = "third"u8.ToArray() }, "--yes")).ExitCode);
        Assert.Equal("third", await UnsealAsync());
    }

    [Fact]
    public async Task Without_the_keystore_the_key_that_is_needed_is_named()
    {
        await workspace.RunAsync("keygen", "--keystore", Keystore);
        await workspace.RunAsync(new TestTerminal { Input = "v"u8.ToArray() }, "seal", "-p", "a.sealed", "--keystore", Keystore);

        Assert.Equal(
            """
            error[SEC015]: `a.sealed` is sealed for `default`, and no keystore is configured
              --> a.sealed
            hint: name the keystore that has the key with `--keystore` or `AUTOSCHEMATIC_KEYSTORE`

            """,
            (await workspace.RunAsync("unseal", "a.sealed")).Error);
    }

    [Fact]
    public async Task A_sealed_file_that_was_moved_by_hand_is_moved_back_first()
    {
        workspace.Variables["AUTOSCHEMATIC_KEYSTORE"] = Keystore;
        await workspace.RunAsync("keygen");
        await SealAsync(new TestTerminal { Input = "v"u8.ToArray() });
        File.Move(workspace.Files.PathOf("a.sealed"), workspace.Files.PathOf("b.sealed"));
        Assert.Contains("move it back, then use that", (await workspace.RunAsync("unseal", "b.sealed")).Error, StringComparison.Ordinal);

        File.Move(workspace.Files.PathOf("b.sealed"), workspace.Files.PathOf("a.sealed"));
        Assert.Equal(0, (await workspace.RunAsync("seal", "--move", "a.sealed", "b.sealed")).ExitCode);
        Assert.Equal("v", (await workspace.RunAsync("unseal", "b.sealed")).Output);
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

    private Task<CliRun> SealAsync(TestTerminal terminal, params string[] more) => workspace.RunAsync(terminal, ["seal", "-p", "a.sealed", .. more]);

    private async Task<string> UnsealAsync() => (await workspace.RunAsync("unseal", "a.sealed")).Output;
}
