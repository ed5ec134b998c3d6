using Autoschematic.Engine.Secrets;
using Autoschematic.Engine.Tests.Model.Secrets;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Secrets;

public sealed class KeystoreTests : IDisposable
{
    private readonly TestWorkspace repository = TestWorkspace.Create();
    private readonly DiagnosticBag diagnostics = new();

    private string Folder => Keystores.FolderOf(repository);

    public void Dispose() => repository.Dispose();

    [Fact]
    public void A_new_key_is_private_and_is_loaded_again()
    {
        var made = Keystore.Generate(Keystores.LocationOf(repository), "ops", diagnostics)!;

        var file = Path.Join(Folder, "ops");
        Assert.StartsWith("-----BEGIN EC PRIVATE KEY-----\n", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.Equal([file], Directory.GetFileSystemEntries(Folder));
        Assert.Equal(made.ToString(), Open().Load("ops", diagnostics)!.PublicKey.ToString());
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void A_key_is_never_replaced()
    {
        Keystore.Generate(Keystores.LocationOf(repository), "ops", diagnostics);
        var before = File.ReadAllText(Path.Join(Folder, "ops"));

        Assert.Null(Keystore.Generate(Keystores.LocationOf(repository), "ops", diagnostics));

        Assert.Equal([$"SEC010: Key `ops` exists already in `{Folder}/ops`"], diagnostics.Select(item => item.ToString()));
        Assert.Equal(before, File.ReadAllText(Path.Join(Folder, "ops")));
        Assert.Single(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("../ops")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    public void A_key_is_named_like_a_file(string keyId)
    {
        Assert.Null(Keystore.Generate(Keystores.LocationOf(repository), keyId, diagnostics));
        Assert.Equal([$"SEC005: `{keyId}` cannot be the name of a key"], diagnostics.Select(item => item.ToString()));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void A_keystore_is_not_made_inside_a_repository()
    {
        Assert.Null(Keystore.Generate($"ondisk://{repository.Root}/keys", "ops", diagnostics));
        Assert.Equal(
            [$"SEC012: Keystore `{repository.Root}/keys` would lie inside the git repository `{repository.Root}`, where keys are easily committed"],
            diagnostics.Select(item => item.ToString()));
        Assert.False(Directory.Exists(Path.Join(repository.Root, "keys")));
    }

    [Theory]
    [InlineData("inside", "inside/keys")]
    [InlineData("inside", "inside")]
    [InlineData("way", "way/inside/keys")]
    public void A_link_leads_no_keystore_into_a_repository(string link, string folder)
    {
        Directory.CreateDirectory(repository.PathOf("main"));
        Directory.CreateSymbolicLink(Path.Join(repository.Folder, link), link == "way" ? "." : repository.PathOf("main"));
        if (link == "way")
        {
            Directory.CreateSymbolicLink(Path.Join(repository.Folder, "inside"), "way/repository/../repository/main");
        }

        Assert.Null(Keystore.Generate($"ondisk://{repository.Folder}/{folder}", "ops", diagnostics));

        Assert.Equal(
            [$"SEC012: Keystore `{repository.Folder}/{folder}` would lie inside the git repository `{repository.Root}`, where keys are easily committed"],
            diagnostics.Select(item => item.ToString()));
        Assert.Equal("", repository.Status());
    }

    [Fact]
    public void A_link_that_leads_in_a_circle_is_an_error_like_any_other()
    {
        Directory.CreateSymbolicLink(Path.Join(repository.Folder, "circle"), "circle");

        Assert.Null(Keystore.Generate($"ondisk://{repository.Folder}/circle/keys", "ops", diagnostics));

        Assert.StartsWith("SEC011: The key could not be written to", Assert.Single(diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("/keys")]
    [InlineData("ondisk://keys")]
    [InlineData("kms://key")]
    public void A_location_is_an_absolute_folder(string location)
    {
        Assert.Null(Keystore.TryOpen(location, diagnostics));
        Assert.Equal([$"SEC003: `{location}` is no keystore"], diagnostics.Select(item => item.ToString()));
    }

    [Fact]
    public void A_missing_folder_is_an_error()
    {
        Assert.Null(Keystore.TryOpen(Keystores.LocationOf(repository), diagnostics));
        Assert.Equal([$"SEC004: There is no keystore `{Folder}`"], diagnostics.Select(item => item.ToString()));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, "0640")]
    [InlineData(UnixFileMode.OtherRead, "0604")]
    [InlineData(UnixFileMode.OtherWrite, "0602")]
    public void A_key_that_others_may_use_is_refused(UnixFileMode more, string mode)
    {
        Keystores.AddVectorKey(repository);
        File.SetUnixFileMode(Path.Join(Folder, "ops"), UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        Assert.Null(Open().Load("ops", diagnostics));

        var problem = Assert.Single(diagnostics);
        Assert.Equal($"SEC008: Key `ops` of keystore `{Folder}` is not used: `ops` can be read or written by other users (mode {mode})", problem.ToString());
        Assert.Equal("`chmod 600` it, and make a new key if others may have read it", problem.Hint);
    }

    [Fact]
    public void A_link_to_a_key_is_not_followed()
    {
        Keystores.AddVectorKey(repository);
        File.Move(Path.Join(Folder, "ops"), Path.Join(repository.Folder, "elsewhere"));
        File.CreateSymbolicLink(Path.Join(Folder, "ops"), Path.Join(repository.Folder, "elsewhere"));

        Assert.Null(Open().Load("ops", diagnostics));

        Assert.Equal(
            $"SEC008: Key `ops` of keystore `{Folder}` is not used: `ops` is a link or a special file, and links are never followed",
            Assert.Single(diagnostics).ToString());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData(SealVectors.OtherCurvePem)]
    public void A_file_that_is_no_key_is_named(string content)
    {
        Keystores.AddVectorKey(repository);
        File.WriteAllText(Path.Join(Folder, "ops"), content);

        Assert.Null(Open().Load("ops", diagnostics));

        Assert.Equal($"SEC009: `{Folder}/ops` holds no private key of the curve secp256k1 in PEM form", Assert.Single(diagnostics).ToString());
    }

    [Fact]
    public void The_default_key_is_named_so_or_is_the_only_one()
    {
        Keystores.AddVectorKey(repository, "ops");
        Assert.Equal("ops", Open().FindDefault(diagnostics));

        Keystores.AddVectorKey(repository, "dev");
        Assert.Null(Open().FindDefault(diagnostics));
        Assert.Equal([$"SEC007: Keystore `{Folder}` has 2 keys and none is named `default`"], diagnostics.Select(item => item.ToString()));

        Keystores.AddVectorKey(repository, "default");
        Assert.Equal("default", Open().FindDefault(diagnostics));
        Assert.Equal(["default", "dev", "ops"], Open().KeyIds());
    }

    [Fact]
    public void A_missing_key_lists_those_there_are()
    {
        Keystores.AddVectorKey(repository, "ops");
        Assert.Null(Open().Load("dev", diagnostics));
        var problem = Assert.Single(diagnostics);
        Assert.Equal($"SEC006: There is no key `dev` in keystore `{Folder}`", problem.ToString());
        Assert.Equal("it has `ops`", problem.Hint);
    }

    private Keystore Open() => Keystore.TryOpen(Keystores.LocationOf(repository), new DiagnosticBag())!;
}
