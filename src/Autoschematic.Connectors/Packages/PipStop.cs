using System.Text.RegularExpressions;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Packages;

/// <summary>What `pip download` stopped at, as far as what it printed says that.</summary>
/// <param name="Package">The package that it could not get as it is locked; null when it was something else.</param>
/// <param name="Problem">What is said of it.</param>
internal sealed partial record PipStop(string? Package, PackageException Problem)
{
    private const string Command = "pip download";
    private const string OtherHash = "DO NOT MATCH THE HASHES";
    private const string WithoutHash = "--require-hashes mode";
    private const string Conflict = "ResolutionImpossible";

    public static PipStop Of(PackageRun run, ToolResult result)
        => HashProblem(run, result) ?? Unlocked(run, result) ?? Missing(run, result) ?? new(null, PackageFailures.ToolFailed(
            run.Package, Command, result, IsLocked(run) && result.Tail.Any(static line => line.Contains(Conflict, StringComparison.Ordinal))));

    // pip says first which file it is, then which hash was expected (or several), then what came.
    private static PipStop? HashProblem(PackageRun run, ToolResult result)
    {
        var lines = After(result, OtherHash);
        var got = lines.Find(static line => line.TrimStart().StartsWith("Got ", StringComparison.Ordinal))?.Split(' ')[^1];
        if (got is null)
        {
            return null;
        }

        var file = lines[0].Split(" from ", 2) is [_, var link] ? Path.GetFileName(link.Split(' ', '#')[0]) : lines[0].Trim();
        return run.Locked?.Hashes.GetValueOrDefault(file) is { } known
            ? new(null, PackageFailures.OtherHash(run.Package, file, $"sha256:{got}", known))
            : new(PipDistribution.Of(file).Name, PackageFailures.UnknownFile(run.Package, file));
    }

    // `words>=1 from …`, or `words==2.0 --hash=…`.
    private static PipStop? Unlocked(PackageRun run, ToolResult result)
        => After(result, WithoutHash).Select(static line => Indented().Match(line)).FirstOrDefault(static found => found.Success) is { } found
            && PipDistribution.NormaliseName(found.Groups["name"].Value) is var name
            ? new(name, PackageFailures.UnlockedDependency(run.Package, name))
            : null;

    private static PipStop? Missing(PackageRun run, ToolResult result)
        => result.Tail.Select(static line => NoMatch().Match(line)).FirstOrDefault(static found => found.Success) is { } found
            ? new(PipDistribution.NormaliseName(found.Groups["name"].Value), PackageFailures.ToolFailed(run.Package, Command, result, IsLocked(run)))
            : null;

    private static bool IsLocked(PackageRun run) => run.Locked is not null;

    private static List<string> After(ToolResult result, string heading)
        => [.. result.Tail.SkipWhile(line => !line.Contains(heading, StringComparison.Ordinal)).Skip(1)];

    [GeneratedRegex("^    (?<name>[A-Za-z0-9][A-Za-z0-9._-]*)")]
    private static partial Regex Indented();

    [GeneratedRegex("No matching distribution found for (?<name>[A-Za-z0-9][A-Za-z0-9._-]*)")]
    private static partial Regex NoMatch();
}
