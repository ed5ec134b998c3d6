using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>Questions that could not be asked.</summary>
internal static class QuestionDiagnostics
{
    public static Diagnostic NobodyToAsk(string hint = "look at the plan, then run it again with `--yes`") => Diagnostic.Error(
        "CLI007", "This needs a yes and there is no terminal to ask at", hint: hint);
}
