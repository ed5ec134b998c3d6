using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.Files.Tests;

/// <summary>What the tests do to files that the platform's own classes cannot.</summary>
internal static class PosixFiles
{
    public static void Own(string path, uint user) => Run("chown", user.ToString(CultureInfo.InvariantCulture), path);

    public static uint OwnerOf(string path) => uint.Parse(Run("stat", "-c", "%u", path), CultureInfo.InvariantCulture);

    /// <summary>Whether a process has not ended; one that nobody has waited for has.</summary>
    public static bool Runs(string process)
        => File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1][0] is not 'Z';

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
