using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>Messages about `.autoschematic/drift-ignore.ron`.</summary>
internal static class DriftIgnoreDiagnostics
{
    public static Diagnostic BadGlob(SourceLocation location, string text)
        => Diagnostic.Error("DRF001", $"`{text}` is not a pattern over addresses", location, "such as `dashboards/*.json` or `vpcs/**`, relative to the prefix");

    public static Diagnostic BadField(SourceLocation location, string text)
        => Diagnostic.Error("DRF002", $"`{text}` is not a path of a field", location, "write it as `drift` shows it, such as `tags.owner` or `panels[*].version`");

    public static Diagnostic NoReason(SourceLocation location)
        => Diagnostic.Error("DRF003", "The rule has no reason", location, "say why this difference does not matter");

    public static Diagnostic BadDay(SourceLocation location, string text)
        => Diagnostic.Error("DRF004", $"`{text}` is not a day", location, "write it as `2027-01-31`");

    public static Diagnostic Expired(SourceLocation location, string day)
        => Diagnostic.Warning("DRF005", $"The rule held until {day} and hides nothing any more", location, "remove the rule, or give it a later day");
}
