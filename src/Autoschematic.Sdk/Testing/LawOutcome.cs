using System.Globalization;

namespace Autoschematic.Sdk.Testing;

/// <summary>What came of a trial.</summary>
/// <param name="Laws">The laws that were tried.</param>
/// <param name="Errors">The errors beside them.</param>
/// <param name="ExitCode">What the program ended with.</param>
/// <param name="Said">What it said beside its report.</param>
internal sealed record LawOutcome(IReadOnlyList<ConnectorLaw> Laws, IReadOnlyList<string> Errors, int ExitCode, string Said)
{
    private const string RestTitle = "Nothing else is wrong";

    /// <summary>Errors beside the laws, laws of a newer program, and an exit code that nothing of these explains.</summary>
    /// <param name="name">What the row is called.</param>
    /// <param name="known">The laws that have a row of their own.</param>
    public ConnectorLaw Rest(string name, IReadOnlyCollection<string> known)
    {
        var broken = Laws.Where(law => law.Verdict == LawVerdict.Failed).ToList();
        List<string> wrong = [.. broken.Where(law => !known.Contains(law.Name)).Select(law => law.Explanation), .. Errors];
        if (wrong.Count == 0 && ExitCode != 0 && (broken.Count == 0 || ExitCode is not (1 or 3)))
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode}, which no law explains\n{Said}"));
        }

        return new(name, RestTitle, wrong.Count == 0 ? LawVerdict.Held : LawVerdict.Failed, null, string.Join('\n', wrong));
    }
}
