using System.Text.Json;
using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Installing;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Shows each connector with its package, and whether the lock file was written.</summary>
public sealed class InstallView : IResultView<InstallResult>
{
    public RunOutcome OutcomeOf(InstallResult result) => result.Outcome;

    public IReadOnlyList<Diagnostic> DiagnosticsOf(InstallResult result) => result.Diagnostics;

    public void WriteHuman(InstallResult result, ReportWriter report)
    {
        foreach (var connector in result.Connectors)
        {
            var (symbol, tone) = connector.State switch
            {
                PackageState.NotNeeded or PackageState.Present => ("=", Tone.Muted),
                PackageState.Installed => ("+", Tone.Added),
                _ => ("!", Tone.Error),
            };
            var package = connector.Installed is { Locked: var locked } ? $"{locked.Kind} {locked.Name} {locked.Version}"
                : connector.Package?.ToString() ?? SpecNames.Describe(connector.Spec);
            report.Line(ResourceLine.Make(report, symbol, tone, $"{connector.Prefix} · {connector.Name}: {package}", Describe(connector.State)));
            if (connector.Installed is { Folder: var folder } && report.IsVerbose)
            {
                report.Line(StyledText.Of($"      {folder}", Tone.Muted));
            }
        }

        foreach (var removed in result.Removed)
        {
            report.Line(ResourceLine.Make(report, "-", Tone.Removed, $"{removed.Kind} {removed.Name} {removed.Version}", "no longer locked"));
        }

        if (result.LockFile is { } file)
        {
            report.Remark(StyledText.Of("next: ", Tone.Hint).Add($"commit what was written, `git add {file}`"));
        }
    }

    public StyledText? Summarise(InstallResult result)
    {
        if (result.Connectors.Count == 0)
        {
            return result.Outcome == RunOutcome.Done ? (StyledText)"No connector is configured" : null;
        }

        var packages = result.Connectors.DistinctBy(connector => (object?)connector.Package ?? connector).ToList();
        var counts = Lines.Counts(
            (packages.Count(item => item.State == PackageState.Installed), "installed"),
            (packages.Count(item => item.State == PackageState.Present), "already there"),
            (packages.Count(item => item.State == PackageState.Failed), "failed"));
        return StyledText.Of(counts.Length == 0 ? "Nothing to install" : counts, result.Outcome == RunOutcome.Done ? Tone.Good : Tone.Error);
    }

    public void WriteJson(InstallResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ResourceJson.WriteArray(json, "connectors", result.Connectors, connector =>
        {
            json.WriteString("prefix", connector.Prefix.Name);
            json.WriteString("connector", connector.Name);
            json.WriteString("spec", SpecNames.Describe(connector.Spec));
            json.WriteString("state", Word(connector.State));
            json.WriteString("wanted", connector.Package?.Version);
            json.WriteString("version", connector.Installed?.Locked.Version);
            json.WriteString("folder", connector.Installed?.Folder);
        });
        json.WriteString("lockFile", result.LockFile?.Text);
        ResourceJson.WriteStrings(json, "removed", result.Removed.Select(removed => $"{removed.Kind} {removed.Name} {removed.Version}"));
        json.WriteEndObject();
    }

    /// <summary>The word of JSON.</summary>
    internal static string Word(PackageState state) => state == PackageState.NotNeeded ? "not-needed" : state.ToString().ToLowerInvariant();

    private static string Describe(PackageState state) => state switch
    {
        PackageState.NotNeeded => "needs nothing",
        PackageState.Installed => "installed",
        PackageState.Present => "already there",
        PackageState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
