using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Sessions;

/// <summary>Messages about connectors as a run sees them.</summary>
internal static class SessionDiagnostics
{
    public static Diagnostic StartFailed(
        string connector, string prefix, string reason, SourceLocation? location, string? hint, IReadOnlyList<string> tail)
        => Diagnostic.Error("CON001", Named(connector, reason, $"Connector `{connector}` of prefix `{prefix}` did not start"), location, hint)
            with { Notes = tail };

    public static Diagnostic InitFailed(string connector, string prefix, string reason, string? hint, IReadOnlyList<string> tail)
        => Diagnostic.Error("CON002", $"Connector `{connector}` of prefix `{prefix}` failed to initialise: {reason}", hint: hint)
            with { Notes = tail };

    public static Diagnostic CallFailed(
        string connector, string method, string reason, SourceLocation? location, string? hint, IReadOnlyList<string> tail)
        => Diagnostic.Error("CON003", Named(connector, reason, $"Connector `{connector}` failed in `{method}`"), location, hint)
            with { Notes = tail };

    public static Diagnostic BadAddress(string connector, string method, string address, string problem)
        => Diagnostic.Error(
            "CON004",
            $"Connector `{connector}` returned the address `{address}` from `{method}`, which {problem}",
            hint: "this is a defect of the connector; the address was left out");

    // The host's own sentences say already which connector they are about; a connector's words do not.
    private static string Named(string connector, string reason, string opening)
        => reason.StartsWith($"Connector `{connector}` ", StringComparison.Ordinal) ? reason : $"{opening}: {reason}";

    /// <summary>The part of a failed call's message that says what is wrong with an address.</summary>
    public static string BadAddressReason(string address, string problem) => $"it returned the address `{address}`, which {problem}";

    /// <summary>What a hidden value was, so that nobody has to guess which path or address `***` is.</summary>
    public static string Masked(IReadOnlyList<string> variables)
        => $"`***` stands for the {(variables.Count == 1 ? "value" : "values")} of {string.Join(" and ", variables.Select(name => $"`{name}`"))}";

    public const string DefersOnNothing = "it defers the mapping without naming an output that it needs";

    public static string NotReady(string? reason)
        => reason is null ? "it was not initialised in this run" : $"it is not called after its failed `Init`: {reason}";
}
