using Autoschematic.Engine.Hosts;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Finds the repository that a folder belongs to.</summary>
internal static class GitDiscovery
{
    private const int GitDirectoryLine = 2;
    private const int FormatLine = 3;
    private const int RootLine = 4;

    public static async Task<GitRunner?> FindAsync(
        string startDirectory,
        HostEnvironment host,
        TimeProvider clock,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (!Directory.Exists(startDirectory))
        {
            diagnostics.Add(GitDiagnostics.NoSuchFolder(startDirectory));
            return null;
        }

        // The root is asked for last: where there is none git fails, but has answered the rest.
        var program = new GitProgram(host, clock);
        var output = await program.RunAsync(
            GitCall.In(
                startDirectory, "rev-parse", "--is-bare-repository", "--is-inside-git-dir", "--absolute-git-dir",
                "--show-object-format", "--show-toplevel"),
            cancellationToken);
        var lines = output.Line.Split('\n');
        if (Problem(startDirectory, output, lines) is { } problem)
        {
            diagnostics.Add(problem);
            return null;
        }

        var root = ToNative(string.Join('\n', lines[RootLine..]));
        var gitDirectory = ToNative(lines[GitDirectoryLine]);

        var index = GitEnvironment.HookIndex(host.Variables, root, gitDirectory);
        return new(program, clock, root, gitDirectory, CommonDirectoryOf(gitDirectory), index) { UsesSha256 = lines[FormatLine] == "sha256" };
    }

    private static Diagnostic? Problem(string folder, GitOutput output, string[] lines)
    {
        if (output.ExitCode == GitProgram.NotStarted)
        {
            return GitDiagnostics.NotInstalled();
        }

        if (output.Stderr.Contains("dubious ownership", StringComparison.Ordinal)
            || output.Stderr.Contains("unsafe repository", StringComparison.Ordinal))
        {
            return GitDiagnostics.UnsafeOwner(folder);
        }

        if (lines is ["true", ..])
        {
            return GitDiagnostics.Bare(folder);
        }

        if (lines is ["false", "true", ..])
        {
            return GitDiagnostics.InsideGitFolder(folder);
        }

        if (output.Stderr.Contains("not a git repository", StringComparison.Ordinal))
        {
            return GitDiagnostics.NotARepository(folder);
        }

        return output.Succeeded && lines.Length > RootLine ? null : GitDiagnostics.Failed("rev-parse", output.Stderr);
    }

    // `rev-parse --git-common-dir` answers relative to a folder that older versions get wrong; the file is documented.
    private static string CommonDirectoryOf(string gitDirectory)
    {
        var pointer = Path.Join(gitDirectory, "commondir");
        return File.Exists(pointer)
            ? Path.GetFullPath(ToNative(File.ReadAllText(pointer).TrimEnd()), gitDirectory)
            : gitDirectory;
    }

    private static string ToNative(string path) => OperatingSystem.IsWindows() ? path.Replace('/', '\\') : path;
}
