using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>Questions that were not answered with yes.</summary>
internal static class QuestionDiagnostics
{
    public static Diagnostic NobodyToAsk() => Diagnostic.Error(
        "CLI007", "This needs a yes and there is no terminal to ask at", hint: "look at the plan, then run it again with `--yes`");

    public static Diagnostic NotAgreed() => Diagnostic.Error("CLI008", "Not agreed to, so nothing was done");
}
