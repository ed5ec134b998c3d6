namespace Autoschematic.Engine.Git;

/// <summary>The environment of git: what it needs for configuration, identity, signing and filters, and nothing else.</summary>
/// <remarks>
/// Variables that point git at another repository (`GIT_DIR`, `GIT_WORK_TREE`, `GIT_OBJECT_DIRECTORY`, …) are
/// dropped, since the repository is the one of the start directory. `GIT_INDEX_FILE` is kept when it names a file
/// in that repository's git folder: a hook of `git commit -a` works on such an index.
/// </remarks>
internal static class GitEnvironment
{
    private static readonly string[] Names =
    [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TEMP", "TMP", "TERM", "EMAIL",
        "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
        "SSH_AUTH_SOCK", "SSH_AGENT_PID", "GNUPGHOME", "GPG_TTY", "GPG_AGENT_INFO",
        "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy",
        "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "USERPROFILE", "HOMEDRIVE", "HOMEPATH",
        "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "ProgramFiles(x86)",
        "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE",
        "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE",
        "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
        "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH",
        "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "SSH_ASKPASS",
    ];

    private static readonly string[] NamePrefixes = ["GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_", "GIT_LFS_"];

    private static readonly StringComparer NameComparer =
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private static readonly HashSet<string> Allowed = new(Names, NameComparer);

    public static Dictionary<string, string> From(IReadOnlyDictionary<string, string> variables)
    {
        var result = variables
            .Where(variable => Allowed.Contains(variable.Key)
                || NamePrefixes.Any(prefix => variable.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(variable => variable.Key, variable => variable.Value, NameComparer);

        // Messages are compared and shown in one language; nobody is there to answer a question.
        result["LC_ALL"] = "C";
        result["GIT_TERMINAL_PROMPT"] = "0";
        result["GIT_OPTIONAL_LOCKS"] = "0";

        // Git asks for a quarter of a MB for each object that it packs and gives it back at once. With glibc that is an
        // unmapping of pages each time, and most of the time that many small objects take, unless the heap may keep some.
        result["MALLOC_TRIM_THRESHOLD_"] = "4194304";
        return result;
    }

    /// <summary>For a commit: hooks are the user's programs and get the user's variables, less those that lead git elsewhere.</summary>
    public static Dictionary<string, string> ForHooks(IReadOnlyDictionary<string, string> variables)
    {
        var result = variables
            .Where(variable => !variable.Key.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)
                || Allowed.Contains(variable.Key)
                || NamePrefixes.Any(prefix => variable.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(variable => variable.Key, variable => variable.Value, NameComparer);
        result["GIT_TERMINAL_PROMPT"] = "0";
        return result;
    }

    /// <summary>The index that a hook works on, when the caller is one and the index belongs to this repository.</summary>
    public static string? HookIndex(IReadOnlyDictionary<string, string> variables, string root, string gitDirectory)
    {
        if (variables.GetValueOrDefault("GIT_INDEX_FILE") is not { Length: > 0 } value)
        {
            return null;
        }

        var path = Path.GetFullPath(value, root);
        return Path.GetDirectoryName(path) == gitDirectory && Path.GetFileName(path) != "index" ? path : null;
    }
}
