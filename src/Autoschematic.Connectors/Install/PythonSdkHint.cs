namespace Autoschematic.Connectors.Install;

/// <summary>How a Python gets the SDK.</summary>
internal static class PythonSdkHint
{
    /// <param name="python">The Python that lacks it.</param>
    /// <param name="sdk">The wheel that was built with this program; null when there is none.</param>
    public static string For(string python, string? sdk)
    {
        var source = sdk ?? "DIR/sdk/python";
        var where = sdk is null ? ", where DIR is a checkout of Autoschematic" : "";

        // A Python of the system usually refuses to take packages.
        return IsVirtual(python)
            ? $"run `{python} -m pip install {source}`{where}"
            : $"run `python3 -m venv .venv && .venv/bin/pip install {source}` in the root of the repository{where}";
    }

    private static bool IsVirtual(string python)
        => Path.GetDirectoryName(Path.GetDirectoryName(python)) is { } folder && File.Exists(Path.Combine(folder, "pyvenv.cfg"));
}
