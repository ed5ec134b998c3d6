using System.Runtime.CompilerServices;

namespace Autoschematic.Testing;

/// <summary>Compares what a test printed with a file beside the tests; AUTOSCHEMATIC_ACCEPT=1 writes the file instead.</summary>
public static class Snapshot
{
    /// <summary>Throws with both texts when they differ.</summary>
    /// <param name="actual">The whole text.</param>
    /// <param name="name">Name of the file in the folder `Snapshots` beside the calling test.</param>
    /// <param name="caller">Filled in by the compiler.</param>
    public static void Match(string actual, string name, [CallerFilePath] string caller = "")
    {
        var file = Path.Join(Path.GetDirectoryName(caller), "Snapshots", name);
        if (Environment.GetEnvironmentVariable("AUTOSCHEMATIC_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        var expected = File.Exists(file) ? File.ReadAllText(file) : "(no such file)\n";
        if (actual != expected)
        {
            throw new InvalidOperationException(
                $"{name} differs; `make snap` accepts it.\n=== expected\n{expected}\n=== actual\n{actual}\n=== end");
        }
    }
}
