using System.Globalization;
using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Git;

/// <summary>Keeps files in the object store under a ref, byte for byte and whatever the index says.</summary>
internal sealed class GitPins(GitRunner runner)
{
    /// <summary>Stores files as the tree of a commit without parents and points a ref at it; the commit, or null with a diagnostic.</summary>
    public async Task<string?> PinAsync(
        string name,
        IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>> files,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        using var input = new MemoryStream();
        Write(input, $"commit {name}\ncommitter autoschematic <> 0 +0000\ndata 0\n");
        foreach (var (path, content) in files.OrderBy(pair => pair.Key))
        {
            Write(input, string.Create(CultureInfo.InvariantCulture, $"M 100644 inline {Quote(path)}\ndata {content.Length}\n"));
            input.Write(content.Span);
            Write(input, "\n");
        }

        Write(input, "done\n");
        var call = runner.Call(["-c", "core.fsync=all", "fast-import", "--quiet", "--done", "--force"]) with { Input = input.ToArray() };
        var imported = await runner.Program.RunAsync(call, cancellationToken);
        if (!imported.Succeeded)
        {
            diagnostics.Add(runner.Problem("fast-import", imported));
            return null;
        }

        return await runner.CheckedAsync(["rev-parse", "--verify", "-q", name], diagnostics, cancellationToken) is { } commit
            ? commit.Line
            : null;
    }

    /// <summary>Names of the refs below a folder of refs.</summary>
    public async Task<IReadOnlyList<string>?> ListAsync(
        string folder, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => await runner.CheckedAsync(["for-each-ref", "--format=%(refname)", folder], diagnostics, cancellationToken) is { } output
            ? output.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;

    /// <summary>Removes refs; those that are gone already are no error.</summary>
    public async Task<bool> UnpinAsync(
        IReadOnlyCollection<string> names, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(names.Select(name => $"delete {name}\n")));
        var call = runner.Call(["update-ref", "--stdin"]) with { Input = input };
        return await runner.CheckedAsync(call, diagnostics, cancellationToken) is not null;
    }

    private static void Write(MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    // Only a quote at the beginning is special, since paths hold no control characters and no backslashes.
    private static string Quote(RepoPath path)
        => path.Text.StartsWith('"') ? $"\"{path.Text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : path.Text;
}
