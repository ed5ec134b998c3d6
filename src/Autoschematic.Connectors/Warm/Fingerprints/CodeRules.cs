namespace Autoschematic.Connectors.Warm.Fingerprints;

/// <summary>What counts below the folder of a connector's program.</summary>
internal sealed record CodeRules
{
    // What programs leave behind when they run.
    private static readonly string[] Leftovers =
        [".git", ".autoschematic", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"];

    private static readonly HashSet<string> CodeEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".py", ".pyc", ".so", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".node", ".wasm",
    };

    private readonly HashSet<string> skipped;

    private CodeRules(params string[] skipped) => this.skipped = new([.. Leftovers, .. skipped], StringComparer.Ordinal);

    /// <summary>Beside a program, where what is too large is named elsewhere or is not the program's.</summary>
    public static CodeRules Program { get; } = new(".venv", "venv", "node_modules", "target", "bin", "obj");

    /// <summary>Beside a script of Python's, which imports from a folder of whatever name.</summary>
    public static CodeRules Python { get; } = new() { PassesEnvironments = true };

    /// <summary>Beside a script that takes its packages from `node_modules`.</summary>
    public static CodeRules Node { get; } = new("node_modules");

    /// <summary>Whether only files count whose names say that they are code: the folder has others that mean nothing.</summary>
    public bool OnlyCode { get; init; }

    /// <summary>Whether virtual environments do not count: the one that is used is looked at by itself.</summary>
    private bool PassesEnvironments { get; init; }

    public bool Enters(DirectoryInfo folder)
        => !skipped.Contains(folder.Name) && !(PassesEnvironments && File.Exists(Path.Join(folder.FullName, "pyvenv.cfg")));

    public bool Counts(string name) => !OnlyCode || CodeEndings.Contains(Path.GetExtension(name));
}
