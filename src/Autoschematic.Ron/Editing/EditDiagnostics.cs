using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Editing;

/// <summary>The messages of edits.</summary>
internal static class EditDiagnostics
{
    public static Diagnostic BrokenDocument(SourceLocation at)
        => Diagnostic.Error("RON080", "The document has syntax errors", at, "correct them first");

    public static Diagnostic NothingThere(SourceLocation at, RonPath path)
        => Diagnostic.Error("RON081", $"There is no value at `{path}`", at);

    public static Diagnostic AlreadyThere(SourceLocation at, RonPath path)
        => Diagnostic.Error("RON082", $"There is a value at `{path}` already", at);

    public static Diagnostic CannotHold(SourceLocation at, RonPath path)
        => Diagnostic.Error("RON083", $"No value can be added at `{path}`", at, "fields go into structs, keys into maps, positions into lists and tuples");

    public static Diagnostic RootStays(SourceLocation at)
        => Diagnostic.Error("RON084", "The root value cannot be removed", at);

    public static Diagnostic BadSource(SourceLocation at)
        => Diagnostic.Error("RON085", "The new value is not one valid value", at);
}
