using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Git at the root of one repository.</summary>
/// <param name="indexFile">The index of the hook that we run in, or null for the repository's.</param>
internal sealed class GitRunner(
    GitProgram program, TimeProvider clock, string root, string gitDirectory, string commonDirectory, string? indexFile)
{
    public static readonly string[] DiffOptions =
    [
        "--raw", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-abbrev", "--no-relative",
        "--ignore-submodules=dirty", "--ita-invisible-in-index",
    ];

    public static readonly string[] ListIndex = ["ls-files", "--stage", "-v", "-z"];

    public string Root => root;

    public string GitDirectory => gitDirectory;

    public string CommonDirectory => commonDirectory;

    /// <summary>The index that counts.</summary>
    public string IndexFile => indexFile ?? Path.Join(gitDirectory, "index");

    /// <summary>Whether ids are SHA-256 rather than SHA-1.</summary>
    public bool UsesSha256 { get; init; }

    public TimeProvider Clock => clock;

    public GitProgram Program => program;

    public GitCall Call(IReadOnlyList<string> arguments)
        => new(root, arguments, default, indexFile, GitCall.DefaultDeadline, Repeatable: true);

    public Task<GitOutput> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        => program.RunAsync(Call(arguments), cancellationToken);

    public Task<GitOutput?> CheckedAsync(
        IReadOnlyList<string> arguments, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => CheckedAsync(Call(arguments), diagnostics, cancellationToken);

    public async Task<GitOutput?> CheckedAsync(
        GitCall call, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var output = await program.RunAsync(call, cancellationToken);
        if (output.Succeeded)
        {
            return output;
        }

        diagnostics.Add(Problem(call.Arguments[0], output));
        return null;
    }

    public Diagnostic Problem(string command, GitOutput output) => output.ExitCode switch
    {
        GitProgram.NotStarted => GitDiagnostics.NotInstalled(),
        GitProgram.TimedOut => GitDiagnostics.TimedOut(command, GitCall.DefaultDeadline),
        _ => GitDiagnostics.Failed(command, output.Stderr),
    };

    /// <summary>The commit of HEAD, null when the branch has none yet; not known, with a diagnostic, when git does not say.</summary>
    public async Task<(bool IsKnown, string? Commit)> HeadCommitAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        const int noSuchCommit = 1;
        var head = await RunAsync(["rev-parse", "--verify", "-q", "HEAD^{commit}"], cancellationToken);
        if (head is { Succeeded: true, Line.Length: > 0 })
        {
            return (true, head.Line);
        }

        if (head.ExitCode == noSuchCommit)
        {
            return (true, null);
        }

        diagnostics.Add(head.Succeeded ? GitDiagnostics.NoAnswer("rev-parse") : Problem("rev-parse", head));
        return (false, null);
    }

    /// <summary>HEAD, or the empty tree when the branch has no commit yet.</summary>
    public async Task<string?> HeadTreeAsync(DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var (isKnown, commit) = await HeadCommitAsync(diagnostics, cancellationToken);
        if (!isKnown || commit is not null)
        {
            return commit;
        }

        var empty = await CheckedAsync(["hash-object", "-t", "tree", "-w", "--stdin"], diagnostics, cancellationToken);
        return empty?.Line;
    }
}
