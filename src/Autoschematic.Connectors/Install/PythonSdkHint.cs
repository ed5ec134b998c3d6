namespace Autoschematic.Connectors.Install;

/// <summary>How a Python gets the SDK.</summary>
internal static class PythonSdkHint
{
    /// <param name="python">The Python that lacks it.</param>
    /// <param name="wheel">The SDK's wheel, in the checkout that this program was built in; null when it was not.</param>
    public static string For(string python, string? wheel)
    {
        var source = wheel ?? "DIR/sdk/python";

        // A Python of the system usually refuses to take packages; and git is not to take those of a new one.
        var install = IsVirtual(python)
            ? $"run `{python} -m pip install {source}`"
            : $"run `python3 -m venv .venv && echo '*' >.venv/.gitignore && .venv/bin/pip install {source}` in the root of the repository";
        return wheel is null ? $"{install}, where DIR is a checkout of Autoschematic"
            : Path.GetFullPath("../../.venv/bin/activate", Path.GetDirectoryName(wheel)!) is var activate && File.Exists(activate)
                ? $"{install}, or use the Python of the checkout: `. {activate}`"
                : install;
    }

    private static bool IsVirtual(string python)
        => Path.GetDirectoryName(Path.GetDirectoryName(python)) is { } folder && File.Exists(Path.Combine(folder, "pyvenv.cfg"));
}
