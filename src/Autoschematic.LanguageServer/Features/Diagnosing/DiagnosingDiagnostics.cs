using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Diagnosing;

/// <summary>Messages that only an editor shows.</summary>
internal static class DiagnosingDiagnostics
{
    public static Diagnostic RepeatedField(SourceLocation location, string name, SourceLocation first)
        => Diagnostic.Error("LSP020", $"The field `{name}` stands twice in this struct", location, $"it is already given at {first.Start}");

    public static Diagnostic RepeatedKey(SourceLocation location, string key, SourceLocation first)
        => Diagnostic.Warning("LSP021", $"The key {key} stands twice in this map", location, $"it is already given at {first.Start}; the last one counts");

    public static Diagnostic NoAnswer(string prefix, int seconds)
        => Diagnostic.Warning(
            "LSP022",
            $"The connectors of prefix `{prefix}` have said nothing of this file for {seconds} seconds",
            hint: "the command `relaunch` starts them anew");

    public static Diagnostic TooLarge(int characters)
        => new("LSP023", DiagnosticSeverity.Information, $"The file has {characters} characters, which is too large to be looked at while it is edited");
}
