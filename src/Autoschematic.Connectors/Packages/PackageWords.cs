using System.Text.RegularExpressions;
using Autoschematic.Connectors.Pools;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Packages;

/// <summary>Makes what package managers say fit to be shown: also without the secrets that they are given to log in with.</summary>
internal sealed partial class PackageWords(Func<string, string> redact, IReadOnlyList<string> secrets)
{
    private const int ShortestSecret = 6;

    private readonly ForeignWords words = new(text => secrets
        .Where(static secret => secret.Length >= ShortestSecret)
        .Aggregate(LogIn().Replace(redact(text), "://***@"), static (clean, secret) => clean.Replace(secret, "***", StringComparison.Ordinal)));

    public string CleanLine(string line) => words.CleanLine(line);

    public PackageException Clean(PackageException problem)
        => new(words.Clean(problem.Message))
        {
            Hint = words.CleanOptional(problem.Hint),
            LogTail = [.. problem.LogTail.Select(words.CleanLine)],
            IsRefusal = problem.IsRefusal,
        };

    // `https://mona:password@index.example`
    [GeneratedRegex(@"://[^/\s@'""]+@")]
    private static partial Regex LogIn();
}
