using System.Globalization;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Objects and refs by themselves, whatever the index and the working tree say.</summary>
/// <remarks>Methods that return null have added an error to the diagnostics, if they take any. Safe to share between tasks.</remarks>
public sealed class GitObjects
{
    private const int MostInOneTree = 1000;

    private readonly GitRunner runner;

    internal GitObjects(GitRunner runner) => this.runner = runner;

    /// <summary>What to type at the root of the repository to have the bytes of a blob in a file again.</summary>
    public static string RestoreCommand(string blob, RepoPath file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return $"git cat-file blob {blob} > {ShellWords.Quote(file.Text)}";
    }

    /// <summary>The bytes of a blob as they were stored, without any filter; null when it is gone.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string blob, CancellationToken cancellationToken)
        => await runner.RunAsync(["cat-file", "blob", blob], cancellationToken) is { Succeeded: true } output ? output.Stdout : default(ReadOnlyMemory<byte>?);

    /// <summary>Those of the ids that name a blob that is there.</summary>
    public async Task<IReadOnlySet<string>?> ExistingAsync(
        IEnumerable<string> blobs, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var call = runner.Call(["cat-file", "--batch-check", "--buffer"]) with { Input = Encoding.ASCII.GetBytes(string.Concat(blobs.Select(blob => blob + '\n'))) };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is { } output
            ? output.Text.Split('\n').Select(line => line.Split(' ')).Where(words => words is [_, "blob", ..]).Select(words => words[0]).ToHashSet(StringComparer.Ordinal)
            : null;
    }

    /// <summary>Stores files of the working tree as they are, without filters; their ids in the same order.</summary>
    public async Task<IReadOnlyList<string>?> WriteAsync(
        IEnumerable<RepoPath> files, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        // A path that begins with a quote would be taken for an escaped one.
        var input = Encoding.UTF8.GetBytes(string.Concat(files.Select(file => $"./{file.Text}\n")));
        var call = runner.Call(["hash-object", "-w", "--no-filters", "--stdin-paths"]) with { Input = input };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is { } output
            ? output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;
    }

    /// <summary>Stores bodies together, in one pack instead of an object each; their ids in the same order.</summary>
    public async Task<IReadOnlyList<string>?> PackAsync(
        IReadOnlyCollection<ReadOnlyMemory<byte>> bodies, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        using var input = new MemoryStream();
        foreach (var body in bodies)
        {
            input.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob\nmark :1\ndata {body.Length}\n")));
            input.Write(body.Span);
            input.Write("\nget-mark :1\n"u8);
        }

        // However few they are, the pack is kept.
        var call = runner.Call(["-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"]) with { Input = input.ToArray() };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is { } output
            ? output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;
    }

    /// <summary>Makes a ref keep blobs reachable, and nothing else.</summary>
    /// <remarks>Unless they are few, they lie in trees by how their ids begin, so that a few new ones among very many make a few small trees anew.</remarks>
    public async Task<bool> PinAsync(
        string reference, IEnumerable<string> blobs, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var ordered = blobs.Distinct().Order(StringComparer.Ordinal).ToList();
        if (ordered.Count <= MostInOneTree)
        {
            return await MakeTreesAsync([ordered.Select(EntryOf)], diagnostics, cancellationToken) is [var only]
                && await runner.CheckedAsync(["update-ref", reference, only], diagnostics, cancellationToken) is not null;
        }

        var groups = ordered.GroupBy(blob => blob[..2]).ToList();
        return await MakeTreesAsync(
                groups.Select(group => group.Select(EntryOf)), diagnostics, cancellationToken) is { } trees
            && await MakeTreesAsync(
                [groups.Zip(trees, (group, tree) => $"040000 tree {tree}\t{group.Key}\0")], diagnostics, cancellationToken) is [var top]
            && await runner.CheckedAsync(["update-ref", reference, top], diagnostics, cancellationToken) is not null;
    }

    private static string EntryOf(string blob) => $"100644 blob {blob}\t{blob}\0";

    /// <summary>Stores trees of such entries; their ids in the same order.</summary>
    private async Task<IReadOnlyList<string>?> MakeTreesAsync(
        IEnumerable<IEnumerable<string>> trees, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var input = Encoding.ASCII.GetBytes(string.Concat(trees.Select(entries => string.Concat(entries) + '\0')));
        var call = runner.Call(["mktree", "-z", "--batch"]) with { Input = input };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is { } output
            ? output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;
    }

    /// <summary>The last versions of a file that HEAD comes from, the newest first.</summary>
    public async Task<IReadOnlyList<GitVersion>> HistoryAsync(RepoPath file, int most, CancellationToken cancellationToken)
    {
        string[] arguments = ["log", $"--max-count={most.ToString(CultureInfo.InvariantCulture)}", "--no-show-signature", "--format=%h", "HEAD", "--", file.Text];
        var log = await runner.RunAsync(arguments, cancellationToken);
        var commits = log.Succeeded ? log.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        var input = Encoding.UTF8.GetBytes(string.Concat(commits.Select(commit => $"{commit}:{file.Text}\n")));
        var contents = await runner.Program.RunAsync(runner.Call(["cat-file", "--batch"]) with { Input = input }, cancellationToken);
        var rest = contents.Succeeded ? contents.Stdout.AsMemory() : default;
        var versions = new List<GitVersion>();
        foreach (var commit in commits)
        {
            // `ID blob SIZE`, the content and a line break; or one line that says that it is missing.
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            var header = Encoding.UTF8.GetString(rest.Span[..end]).Split(' ');
            rest = rest[(end + 1)..];
            if (header is not [_, "blob", var length] || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                versions.Add(new(commit, null));
                continue;
            }

            versions.Add(new(commit, rest[..size]));
            rest = rest[(size + 1)..];
        }

        return versions;
    }
}
