namespace Autoschematic.Model.Config;

/// <summary>Which texts can name an environment variable.</summary>
internal static class EnvironmentNames
{
    // What git itself calls its local variables: they would turn a connector's git to another repository.
    private static readonly HashSet<string> GitsOwn = new(StringComparer.Ordinal)
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_DIR",
        "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    };

    /// <summary>Why a text is no name of a variable, as the end of a sentence about it, or null.</summary>
    public static string? Problem(string name)
        => name.Length == 0 ? "is empty"
            : name.Any(char.IsWhiteSpace) ? "holds white space"
            : name.Contains('=', StringComparison.Ordinal) ? "holds `=`"
            : name.Any(char.IsControl) ? "holds a control character"
            : name.IndexOfAny(['"', '\'']) >= 0 ? "holds a quote"
            : null;

    /// <summary>Whether a variable says where git finds its repository; not passed even when it is asked for.</summary>
    public static bool IsGitsOwn(string name) => GitsOwn.Contains(name);
}
