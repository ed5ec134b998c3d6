using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Ron.Values;

/// <summary>The messages of reading untyped values.</summary>
internal static class ValueDiagnostics
{
    public static Diagnostic SomeNeedsParentheses(SourceLocation at)
        => Diagnostic.Error("RON050", "Expected `(` behind `Some`", at, "write `Some(…)`, or enable `implicit_some`");

    public static Diagnostic SomeHoldsOneValue(SourceLocation at)
        => Diagnostic.Error("RON051", "`Some` holds one value", at, "put a tuple into parentheses of its own");

    public static Diagnostic SomeIsEmpty(SourceLocation at)
        => Diagnostic.Error("RON052", "`Some` holds no value", at, "write `Some(())` for a unit");
}
