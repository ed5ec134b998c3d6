using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>Messages about `autoschematic.rbac.ron`.</summary>
internal static class RbacDiagnostics
{
    public static Diagnostic UnknownField(SourceLocation location, string name, string? nearest)
        => Diagnostic.Warning("RBC001", $"The field `{name}` is not known and does nothing", location, DidYouMean(nearest));

    public static Diagnostic UnnamedStruct(SourceLocation location, string name)
        => Diagnostic.Warning("RBC002", "The struct has no name", location, $"write `{name}(…)`");

    public static Diagnostic AllConnectors(SourceLocation location, string prefix)
        => Diagnostic.Warning(
            "RBC003", $"The grant for `{prefix}` names no connectors and so holds for all of them", location,
            "older servers grant nothing then; list the connectors, or write `connectors: None` when all are meant");

    public static Diagnostic UnknownPrefix(SourceLocation location, string name, string? nearest)
        => Diagnostic.Warning("RBC004", $"The configuration has no prefix `{name}`", location, DidYouMean(nearest));

    public static Diagnostic UnknownConnector(SourceLocation location, string name, string prefix, string? nearest)
        => Diagnostic.Warning("RBC005", $"The prefix `{prefix}` has no connector `{name}`", location, DidYouMean(nearest));

    public static Diagnostic UnknownRole(SourceLocation location, string name, string? nearest)
        => Diagnostic.Warning("RBC006", $"No role is named `{name}`, so nobody can approve", location, DidYouMean(nearest));

    private static string? DidYouMean(string? nearest) => nearest is null ? null : $"did you mean `{nearest}`?";
}
