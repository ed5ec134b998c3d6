using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Testing;

internal static class LawDiagnostics
{
    public static Diagnostic SeveralPrefixes(string connector, IEnumerable<string> prefixes) => Diagnostic.Error(
        "LAW001",
        $"`{connector}` is a connector of {string.Join(" and ", prefixes.Select(prefix => $"`{prefix}`"))}",
        hint: "choose one with `-p`");

    public static Diagnostic NotConfirmed() => Diagnostic.Error("LAW002", "The trial was not confirmed, so nothing was created");

    public static Diagnostic LeftBehind(string connector, Address physical) => Diagnostic.Error(
        "LAW003",
        $"`{physical}` appeared during the trial of connector `{connector}` and is still there",
        hint: "if the trial made it, remove it by hand");

    public static Diagnostic Interrupted() => Diagnostic.Error("LAW004", "Interrupted before all laws were tried");
}
