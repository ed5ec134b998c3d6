using System.Text;
using Autoschematic.Engine.Tests.Model.Secrets;
using Autoschematic.Engine.Tests.Secrets;
using Autoschematic.Engine.Tests.Transactions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Sealing;
using Autoschematic.Model.Secrets;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class SealingTests : IDisposable
{
    private const string Config = """
        AutoschematicConfig(prefixes: {"main": Prefix(connectors: [Connector(
            shortname: "cloud", spec: Binary(path: "cloud"), env_file: ".env", env: {"TOKEN": "secret://secrets/api.sealed"},
        )])})
        """;

    private readonly TestWorkspace repository = TestWorkspace.Create(("autoschematic.ron", Config), (".env", ""), ("notes.md", "hello"));

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task A_sealed_value_is_unsealed_again()
    {
        Keystores.Configure(repository);

        var made = await SealAsync("secrets/api.sealed", "hunter2hunter2");

        Assert.Equal("Done secrets/api.sealed local/default/Two", Show(made));
        Assert.DoesNotContain("hunter2hunter2", repository.Read("secrets/api.sealed"), StringComparison.Ordinal);
        Assert.Equal("Done local/default/Two hunter2hunter2", await UnsealAsync("secrets/api.sealed"));
        Assert.Equal("?? secrets/api.sealed\n", repository.Status());
    }

    [Fact]
    public async Task Version_one_is_read_and_is_what_servers_get()
    {
        Keystores.AddVectorKey(repository);
        repository.Write("secrets/api.sealed", SealVectors.VersionOne);
        Assert.Equal($"Done example.org/ops/One {SealVectors.Value}", await UnsealAsync("secrets/api.sealed"));

        Assert.Equal("Done secrets/b.sealed example.org/ops/One", Show(await SealAsync(
            "secrets/b.sealed", "v", request => request with { Domain = "example.org" })));
        Assert.Equal("Done secrets/c.sealed example.org/theirs/One", Show(await SealAsync(
            "secrets/c.sealed", "v", request => request with { Domain = "example.org", PublicKey = SealVectors.UncompressedPublicKey, KeyIds = ["theirs"] })));
        Assert.Equal(
            $"Error SEC016 `secrets/c.sealed` is sealed for `theirs`, and keystore `{Keystores.FolderOf(repository)}` has no such key",
            await UnsealAsync("secrets/c.sealed"));
    }

    [Fact]
    public async Task One_file_can_be_sealed_for_several_keys()
    {
        Keystores.Configure(repository);
        Keystores.AddVectorKey(repository, "ops");
        Assert.Equal("Done s.sealed local/default/Two local/ops/Two", Show(await SealAsync(
            "s.sealed", "v1", request => request with { KeyIds = ["default", "ops"] })));

        File.Delete(Path.Join(Keystores.FolderOf(repository), "default"));

        Assert.Equal("Done local/ops/Two v1", await UnsealAsync("s.sealed"));
    }

    [Fact]
    public async Task Another_key_of_the_same_name_is_no_reason_to_give_up()
    {
        Keystores.Configure(repository);
        Keystores.AddVectorKey(repository, "ops");
        await SealAsync("s.sealed", "v1", request => request with { KeyIds = ["default", "ops"] });
        Keystores.AddVectorKey(repository, "default");

        Assert.Equal("Done local/ops/Two v1", await UnsealAsync("s.sealed"));

        File.Delete(Path.Join(Keystores.FolderOf(repository), "ops"));
        Assert.Equal("Error SEC017 `s.sealed` cannot be unsealed with key `default`", await UnsealAsync("s.sealed"));
    }

    [Fact]
    public async Task A_moved_file_does_not_open_until_it_is_sealed_again()
    {
        Keystores.Configure(repository);
        await SealAsync("secrets/api.sealed", "hunter2hunter2");
        repository.CommitAll();
        var other = repository.Write("secrets/copy.sealed", repository.Read("secrets/api.sealed"));
        Assert.Equal("Error SEC017 `secrets/copy.sealed` cannot be unsealed with key `default`", await UnsealAsync("secrets/copy.sealed"));
        other.Delete("secrets/copy.sealed");

        var moved = await MoveAsync("secrets/api.sealed", "secrets/new.sealed");

        Assert.Equal("Done secrets/api.sealed -> secrets/new.sealed local/default/Two SEC210 `secrets/api.sealed` is still named here", Show(moved));
        Assert.Equal("write `secret://secrets/new.sealed`", moved.Diagnostics[0].Hint);
        Assert.Equal("autoschematic.ron:2:87", moved.Diagnostics[0].Location!.ToString());
        Assert.False(repository.Exists("secrets/api.sealed"));
        Assert.Equal("Done local/default/Two hunter2hunter2", await UnsealAsync("secrets/new.sealed"));
        Assert.Equal("D  secrets/api.sealed\nA  secrets/new.sealed\n", repository.Status());
    }

    [Theory]
    [InlineData(false, "?? b.sealed\n")]
    [InlineData(true, "A  b.sealed\n")]
    public async Task A_move_that_is_killed_at_any_step_is_undone_or_finished(bool staged, string moved)
    {
        Keystores.Configure(repository);
        await SealAsync("a.sealed", "hunter2hunter2");
        if (staged)
        {
            repository.Git("add", "a.sealed");
        }

        var before = RepositoryState.Of(repository);
        var counted = TransactionCrash.Never();
        using (var copy = repository.Copy())
        {
            copy.Faults = counted;
            copy.Host = copy.Host with { Keystore = Keystores.LocationOf(repository) };
            await new SealWorkflow().RunAsync(await copy.OpenAsync(), new("b.sealed", copy.Root) { MoveFrom = "a.sealed" }, CancellationToken.None);
            Assert.Equal(moved, copy.Status());
        }

        for (var number = 0; number < counted.Steps.Count; number++)
        {
            using var copy = repository.Copy();
            copy.Faults = new TransactionCrash(number);
            copy.Host = copy.Host with { Keystore = Keystores.LocationOf(repository) };
            var workspace = await copy.OpenAsync();
            await Assert.ThrowsAsync<CrashException>(
                () => new SealWorkflow().RunAsync(workspace, new("b.sealed", copy.Root) { MoveFrom = "a.sealed" }, CancellationToken.None));
            copy.Faults = null;
            Assert.True(await RepositoryState.RecoverAsync(copy));
            if (counted.Steps[number] == TransactionStep.Preparing)
            {
                Assert.Equal(before, RepositoryState.Of(copy));
            }
            else
            {
                Assert.Equal(moved, copy.Status());
            }
        }
    }

    [Fact]
    public async Task What_cannot_be_sealed_again_stays_where_it_is()
    {
        Keystores.Configure(repository);
        Keystores.AddVectorKey(repository, "ops");
        await SealAsync("a.sealed", "v", request => request with { KeyIds = ["default", "ops"] });
        File.Delete(Path.Join(Keystores.FolderOf(repository), "ops"));

        var moved = await MoveAsync("a.sealed", "b.sealed");

        Assert.StartsWith("Error b.sealed SEC021 `a.sealed` is sealed for key `ops` of `local` too", Show(moved), StringComparison.Ordinal);
        Assert.True(repository.Exists("a.sealed"));
        Assert.False(repository.Exists("b.sealed"));
        Assert.Equal("Error notes.md SEC204 `notes.md` exists already", Show(await MoveAsync("a.sealed", "notes.md")));
        Assert.StartsWith("Error b.sealed SEC014 There is no sealed file `none.sealed`", Show(await MoveAsync("none.sealed", "b.sealed")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notes.md", "Error notes.md SEC203 `notes.md` exists and is no sealed file, so it was left as it is")]
    [InlineData("autoschematic.ron", "Usage - SEC202 `autoschematic.ron` cannot be a sealed file: it has the reserved name `autoschematic.ron`")]
    [InlineData(".autoschematic/main/a.k.sealed", "Usage - SEC202 `.autoschematic/main/a.k.sealed` cannot be a sealed file: it has the reserved name `.autoschematic`")]
    [InlineData(".env", "Usage - SEC202 `.env` cannot be a sealed file: it is an env file of the configuration")]
    [InlineData(".git/x", "Usage - SEC202 `.git/x` cannot be a sealed file: it has the reserved name `.git`")]
    [InlineData("../x", "Usage - WRK001 `../x` is not inside this repository")]
    public async Task Only_sealed_files_are_written(string path, string expected)
    {
        Keystores.Configure(repository);
        Assert.Equal(expected, Show(await SealAsync(path, "hunter2hunter2")));
        Assert.Equal("", repository.Status());
    }

    [Fact]
    public async Task A_link_on_the_way_is_not_followed()
    {
        Keystores.Configure(repository);
        Directory.CreateSymbolicLink(repository.PathOf("secrets"), repository.Folder);
        Assert.Equal(
            "Error secrets/a.sealed FIL001 `secrets/a.sealed` cannot be used because `secrets` is a link, and links are never followed",
            Show(await SealAsync("secrets/a.sealed", "v")));
        Assert.Contains("FIL001", await UnsealAsync("secrets/keys/default"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_seal_is_replaced()
    {
        Keystores.Configure(repository);
        await SealAsync("a.sealed", "old");
        var kept = await SealAsync("a.sealed", "new", request => request with { ConfirmReplace = (_, _) => Task.FromResult(false) });
        Assert.Equal("Refused a.sealed SEC215 `a.sealed` holds a sealed value already, and keeps it", Show(kept));
        Assert.Equal("Done local/default/Two old", await UnsealAsync("a.sealed"));
        var made = await SealAsync("a.sealed", "new");
        Assert.True(made.Replaced);
        Assert.Equal("Done local/default/Two new", await UnsealAsync("a.sealed"));
    }

    [Fact]
    public async Task Nothing_is_asked_when_it_cannot_be_sealed()
    {
        var asked = 0;
        SealRequest Count(SealRequest request) => request with
        {
            ReadValue = _ =>
            {
                asked++;
                return Task.FromResult<ReadOnlyMemory<byte>?>(default);
            },
        };
        Assert.Equal("Error a.sealed SEC201 No keystore is configured", Show(await SealAsync("a.sealed", "", Count)));
        Assert.Equal(
            "Error a.sealed SEC209 The public key of `example.org` is not known",
            Show(await SealAsync("a.sealed", "", request => Count(request) with { Domain = "example.org" })));
        Assert.Equal(
            "Error a.sealed SEC207 The public key is no point of the curve secp256k1 in base64",
            Show(await SealAsync("a.sealed", "", request => Count(request) with { PublicKey = "AAAA", KeyIds = ["k"] })));
        Assert.Equal(
            "Error a.sealed SEC208 `--public-key` needs exactly one `--key-id`, the name the server knows the key by",
            Show(await SealAsync("a.sealed", "", request => Count(request) with { PublicKey = SealVectors.PublicKey })));
        Keystores.Configure(repository);
        Assert.StartsWith(
            "Error a.sealed SEC006 There is no key `none` in keystore",
            Show(await SealAsync("a.sealed", "", request => Count(request) with { KeyIds = ["none"] })),
            StringComparison.Ordinal);
        Assert.Equal(0, asked);
        Assert.Equal("Error a.sealed SEC205 There is no value to seal", Show(await SealAsync("a.sealed", "", Count)));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_file_is_sealed_byte_for_byte_and_unsealed_privately()
    {
        Keystores.Configure(repository);
        byte[] bytes = [0, 255, 10, 13, 10];
        var input = Path.Join(repository.Folder, "input");
        await File.WriteAllBytesAsync(input, bytes, TestContext.Current.CancellationToken);
        await SealAsync("a.sealed", "", request => request with { InputPath = input });

        var output = Path.Join(repository.Folder, "output");
        var opened = await new UnsealWorkflow().RunAsync(
            await repository.OpenAsync(), new("a.sealed", repository.Root, output), CancellationToken.None);

        Assert.Equal(RunOutcome.Done, opened.Outcome);
        Assert.Null(opened.Value);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(output));
        Assert.Equal("Usage SEC211 `clear.txt` lies in the repository, where the value could be committed in clear", await UnsealAsync("a.sealed", "clear.txt"));
        Assert.StartsWith($"Error SEC212 `{output}` cannot be written", await UnsealAsync("a.sealed", output), StringComparison.Ordinal);
        Assert.StartsWith(
            "Error a2.sealed SEC206 `none` cannot be read: ",
            Show(await SealAsync("a2.sealed", "", request => request with { InputPath = "none" })),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.sealed", "Error SEC014 There is no sealed file `none.sealed`")]
    [InlineData("notes.md", "Error SEC101 The sealed file is not valid JSON")]
    public async Task What_is_not_sealed_is_named(string path, string expected)
    {
        Keystores.Configure(repository);
        Assert.Equal(expected, await UnsealAsync(path));
    }

    [Fact]
    public async Task Without_a_keystore_nothing_is_unsealed()
    {
        repository.Write("a.sealed", SealVectors.VersionOne);
        Assert.Equal("Error SEC015 `a.sealed` is sealed for `ops`, and no keystore is configured", await UnsealAsync("a.sealed"));
        repository.Host = repository.Host with { Keystore = "ondisk:///nowhere/at/all" };
        Assert.Equal("Error SEC004 There is no keystore `/nowhere/at/all`", await UnsealAsync("a.sealed"));
    }

    [Fact]
    public async Task Keygen_makes_the_default_key()
    {
        var made = await new KeygenWorkflow(repository.Host with { Keystore = Keystores.LocationOf(repository) })
            .RunAsync(new(), CancellationToken.None);
        Assert.Equal(RunOutcome.Done, made.Outcome);
        Assert.NotNull(SealingPublicKey.TryParse(made.PublicKey!));
        Assert.True(File.Exists(Path.Join(Keystores.FolderOf(repository), "default")));

        var refused = await new KeygenWorkflow(repository.Host).RunAsync(new(), CancellationToken.None);
        Assert.Equal(["SEC201"], refused.Diagnostics.Select(item => item.Code));
        Assert.Equal(RunOutcome.Usage, refused.Outcome);
    }

    private async Task<SealResult> SealAsync(string path, string value, Func<SealRequest, SealRequest>? change = null)
    {
        var request = new SealRequest(path, repository.Root)
        {
            ConfirmReplace = (_, _) => Task.FromResult(true),
            ReadValue = _ => Task.FromResult<ReadOnlyMemory<byte>?>(Encoding.UTF8.GetBytes(value)),
        };
        return await new SealWorkflow().RunAsync(await repository.OpenAsync(), change?.Invoke(request) ?? request, CancellationToken.None);
    }

    private async Task<SealResult> MoveAsync(string old, string now)
        => await SealAsync(now, "", request => request with { MoveFrom = old });

    private async Task<string> UnsealAsync(string path, string? output = null)
    {
        var opened = await new UnsealWorkflow().RunAsync(
            await repository.OpenAsync(), new(path, repository.Root, output), CancellationToken.None);
        return Join(
            opened.Outcome,
            opened.Key is { } key ? Show(key) : null,
            opened.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null,
            string.Join(' ', opened.Diagnostics.Select(item => $"{item.Code} {item.Message}")));
    }

    private static string Show(SealResult result) => Join(
        result.Outcome,
        result.MovedFrom is { } old ? $"{old} ->" : null,
        result.File?.Text ?? "-",
        string.Join(' ', result.Keys.Select(Show)),
        string.Join(' ', result.Diagnostics.Select(item => $"{item.Code} {item.Message}")));

    private static string Show(SealedFor key) => $"{key.Domain}/{key.KeyId}/{key.Version}";

    private static string Join(params object?[] parts)
        => string.Join(' ', parts.Select(part => part?.ToString()).Where(part => !string.IsNullOrEmpty(part)));
}
