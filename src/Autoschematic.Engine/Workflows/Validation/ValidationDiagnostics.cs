using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Merging;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Validation;

internal static class ValidationDiagnostics
{
    public static Diagnostic NoSuchResource(SourceLocation location, OutputReference reference) => Diagnostic.Error(
        "VAL001",
        $"`{reference}` refers to `{reference.Address}`, which is not in this prefix",
        location,
        "references name a virtual address relative to the prefix");

    public static Diagnostic NoSuchKey(SourceLocation location, OutputReference reference, IEnumerable<string> known) => Diagnostic.Warning(
        "VAL002",
        $"`{reference.Address}` has no output `{reference.Key}`",
        location,
        $"it has {string.Join(", ", known.Order(StringComparer.Ordinal).Select(key => $"`{key}`"))}");

    public static Diagnostic NotWritten(SourceLocation location, OutputReference reference, IEnumerable<string> written) => Diagnostic.Warning(
        "VAL007",
        $"`{reference.Address}` will have no output `{reference.Key}`, as its connector says",
        location,
        $"it writes {string.Join(", ", written.Order(StringComparer.Ordinal).Select(key => $"`{key}`"))}");

    public static Diagnostic BadAddress(SourceLocation location, OutputReference reference, string? problem) => Diagnostic.Error(
        "VAL003", $"`{reference.Address}` {problem}", location);

    public static Diagnostic ReadAsText(RepoPath file) => Diagnostic.Warning(
        "VAL004",
        $"`{file}` does not parse, so its references are taken from its plain text",
        SourceLocation.OfFile(file.Text),
        "put references into string literals");

    public static Diagnostic SeveralOwners(RepoPath file, FilterBits role, IReadOnlyList<string> connectors) => Diagnostic.Warning(
        "VAL005",
        $"`{file}` is claimed as a {(role == FilterBits.Bundle ? "bundle" : "resource")} by {string.Join(" and ", connectors.Select(name => $"`{name}`"))}",
        SourceLocation.OfFile(file.Text),
        $"`{connectors[0]}` owns it, since it comes first in the prefix");

    public static Diagnostic DoesNotParse(RepoPath file, Diagnostic problem) => Diagnostic.Error(
        "VAL008", $"`{file}` does not parse: {problem.Message}", problem.Location, problem.Hint);

    public static Diagnostic LeftoverMark(SourceLocation location, LeftoverMark mark) => Diagnostic.Warning(
        "VAL009",
        mark.IsConflict ? "A conflict that is marked here is not settled" : $"The mark `{mark.Text}` of a conflict was left behind",
        location,
        "keep what is right of the sides and delete the marks");

    public static Diagnostic Misplaced(RepoPath file, string nearest) => Diagnostic.Warning(
        "VAL010",
        $"No connector takes `{file}`, so it is never planned",
        SourceLocation.OfFile(file.Text),
        $"did you mean `{nearest}`?");

    public static Diagnostic FromConnector(SourceText? source, RepoPath file, string connector, ConnectorDiagnostic found) => new(
        "VAL006",
        found.Severity,
        $"{found.Message} (says `{connector}`)",
        source is null
            ? SourceLocation.OfFile(file.Text)
            : new(source, TextSpan.FromBounds(source.GetOffset(found.Start), Math.Max(source.GetOffset(found.Start), source.GetOffset(found.End)))));
}
