namespace Autoschematic.Connectors.Install;

/// <summary>Finds programs as a shell would, in a given environment.</summary>
internal static class ProgramSearch
{
    private const string DefaultPath = "/usr/local/bin:/usr/bin:/bin";

    private const UnixFileMode AnyExecute
        = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Folders of `PATH`; relative ones would depend on where a command was started.</summary>
    public static IReadOnlyList<string> FoldersOf(IReadOnlyDictionary<string, string> environment)
        => [.. (environment.GetValueOrDefault("PATH") ?? DefaultPath).Split(Path.PathSeparator).Where(Path.IsPathRooted)];

    public static string? OnPath(string name, IReadOnlyDictionary<string, string> environment)
        => InFolders(name, FoldersOf(environment));

    public static string? InFolders(string name, IEnumerable<string> folders)
        => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsExecutable);

    public static bool IsExecutable(string path)
        => File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);
}
