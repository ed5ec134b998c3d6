#pragma warning disable RS0030 // Tests have no host that would hand in the environment: the program is found as a shell would
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.Sdk.Testing;

/// <summary>
/// The laws of connectors as tests: runs <c>autoschematic connectors test</c> once and answers for each law. The program is the one
/// that the variable <c>AUTOSCHEMATIC</c> names, else <c>autoschematic</c> on <c>PATH</c>.
/// </summary>
/// <remarks>
/// A theory over <see cref="Names"/> whose test awaits <see cref="CheckAsync"/> has one row for each law, in any test framework.
/// </remarks>
public sealed class ConnectorLaws
{
    private static readonly string[] Reading =
    [
        "filter-is-pure", "list-agrees-with-filter", "kinds-agree-with-filter", "addresses-round-trip", "addresses-stay-inside",
        "eq-is-reflexive", "eq-is-symmetric", "eq-ignores-layout", "plan-of-same-is-empty", "skeletons-are-owned", "skeletons-are-clean",
        "concurrent-answers-agree", "diag-stays-inside", "bad-bodies-are-refused", "bad-input-never-crashes", "calls-are-answered",
    ];

    private static readonly string[] Changing = ["apply-converges", "delete-leaves-nothing", "ops-are-idempotent", "outputs-are-returned"];

    /// <summary>The last row: errors beside the laws, a connector that does not start or was not cleaned up after, an exit code that no law explains.</summary>
    public const string Rest = "nothing-else-is-wrong";

    private readonly Lazy<Task<IReadOnlyList<ConnectorLaw>>> laws;

    /// <summary>Describes a trial, which begins when the first law is asked for.</summary>
    /// <param name="connector">Name of the connector in <c>autoschematic.ron</c>.</param>
    public ConnectorLaws(string connector)
    {
        Connector = connector;
        laws = new(RunAsync);
    }

    /// <summary>Name of the connector in <c>autoschematic.ron</c>.</summary>
    public string Connector { get; }

    /// <summary>The program to run; found by <c>AUTOSCHEMATIC</c> or <c>PATH</c> when null.</summary>
    public string? Program { get; init; }

    /// <summary>A folder of the repository; the current one when null.</summary>
    public string? Repository { get; init; }

    /// <summary>The connector's prefix, when several have it.</summary>
    public string? Prefix { get; init; }

    /// <summary>Whether things are really created, changed and deleted, and taken back.</summary>
    public bool Live { get; init; }

    /// <summary>How long one call may take; the program's own limit when null.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Variables for the program beside the test's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>One row for each law, and one for <see cref="Rest"/>, for a theory's member data.</summary>
    /// <param name="live">Whether the laws about changes are among them.</param>
    public static IEnumerable<object[]> Names(bool live = false)
        => [.. Reading.Concat(live ? Changing : []).Append(Rest).Select(name => new object[] { name })];

    /// <summary>What came of one law; throws <see cref="ConnectorLawException"/> with the counterexamples when it is broken.</summary>
    /// <param name="name">Name of the law.</param>
    public async Task<ConnectorLaw> CheckAsync(string name)
    {
        var all = await laws.Value.ConfigureAwait(false);
        var law = all.FirstOrDefault(law => law.Name == name) ?? throw new ConnectorLawException($"`{name}` was not tried");
        return law.Verdict == LawVerdict.Failed ? throw new ConnectorLawException(law.Explanation) : law;
    }

    /// <summary>Every law that was tried, and <see cref="Rest"/>.</summary>
    public Task<IReadOnlyList<ConnectorLaw>> AllAsync() => laws.Value;

    private async Task<IReadOnlyList<ConnectorLaw>> RunAsync()
    {
        var start = new ProcessStartInfo(Program ?? (System.Environment.GetEnvironmentVariable("AUTOSCHEMATIC") is { Length: > 0 } named ? named : "autoschematic"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository ?? "",
        };
        foreach (var argument in Arguments())
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().ConfigureAwait(false);
        var said = await error.ConfigureAwait(false);
        return LawReportReader.Read(await output.ConfigureAwait(false)) is ({ Count: > 0 } found, var errors)
            ? [.. found, new LawOutcome(found, errors, process.ExitCode, said).Rest(Rest, [.. Reading, .. Changing])]
            : throw new ConnectorLawException($"The laws of `{Connector}` could not be tried (exit code {process.ExitCode.ToString(CultureInfo.InvariantCulture)})\n{said}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new ConnectorLawException(
                $"`{start.FileName}` does not start: {problem.Message}; the variable AUTOSCHEMATIC may name the program");
        }
    }

    private IEnumerable<string> Arguments()
    {
        IEnumerable<string> arguments = ["connectors", "test", Connector, "--format", "json"];
        arguments = Prefix is null ? arguments : arguments.Concat(["--prefix", Prefix]);
        arguments = Timeout is { } limit ? arguments.Concat(["--timeout", limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)]) : arguments;
        return Live ? arguments.Concat(["--live", "--yes"]) : arguments;
    }
}
