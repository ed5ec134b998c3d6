namespace Autoschematic.Connectors.Install;

/// <summary>A folder in the store that an entry is built in; removed when it is disposed, or by the next who builds.</summary>
internal sealed class StoreScratch(string folder, FileStream held) : IDisposable
{
    public string Folder { get; } = folder;

    /// <summary>What becomes the entry.</summary>
    public string Entry => Path.Join(Folder, "entry");

    /// <summary>What is installed into.</summary>
    public string Root => StoreManifest.RootOf(Entry);

    /// <summary>A new folder for what is not kept.</summary>
    public string MakeFolder(string name) => Directory.CreateDirectory(Path.Join(Folder, name)).FullName;

    public void Dispose()
    {
        try
        {
            Remove(Folder, $"{Folder}.lock");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next one sweeps.
        }

        held.Dispose();
    }

    /// <summary>The lock goes last: as long as it is there, somebody will come back for the folder.</summary>
    public static void Remove(string folder, string lockFile)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        File.Delete(lockFile);
    }
}
