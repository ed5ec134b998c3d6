using Autoschematic.Engine.Secrets;
using Autoschematic.Engine.Tests.Model.Secrets;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Secrets;

/// <summary>Keystores beside the repository of a test.</summary>
internal static class Keystores
{
    public static string FolderOf(TestWorkspace repository) => Path.Join(repository.Folder, "keys");

    public static string LocationOf(TestWorkspace repository) => $"ondisk://{FolderOf(repository)}";

    /// <summary>Makes a keystore with the key `default` and names it to every command from now on.</summary>
    public static void Configure(TestWorkspace repository)
    {
        var diagnostics = new DiagnosticBag();
        Assert.NotNull(Keystore.Generate(LocationOf(repository), Keystore.DefaultKeyId, diagnostics));
        Assert.Empty(diagnostics);
        repository.Host = repository.Host with { Keystore = LocationOf(repository) };
    }

    /// <summary>Puts the key of the vectors into the keystore.</summary>
    public static void AddVectorKey(TestWorkspace repository, string keyId = "ops")
    {
        var file = Path.Join(FolderOf(repository), keyId);
        Directory.CreateDirectory(FolderOf(repository));
        File.WriteAllText(file, SealVectors.Pem);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        repository.Host = repository.Host with { Keystore = LocationOf(repository) };
    }
}
