using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Outputs;

/// <summary>Messages about output files and bundle markers.</summary>
internal static class OutputDiagnostics
{
    private const string ShapeHint = "an output file holds `{\"OutputMap\": {…}}` or `{\"PointerToVirtual\": \"…\"}`";

    public static Diagnostic NotJson(SourceLocation location)
        => Diagnostic.Error("OUT001", "The output file is not valid JSON", location, "restore the file with git, or delete it and import again");

    public static Diagnostic NotAnObject(SourceLocation location)
        => Diagnostic.Error("OUT002", "An output file must be an object with exactly one field", location, ShapeHint);

    public static Diagnostic UnknownShape(SourceLocation location, string name)
        => Diagnostic.Error("OUT003", $"`{name}` is no kind of output file", location, ShapeHint);

    public static Diagnostic NotAString(SourceLocation location, string key)
        => Diagnostic.Error("OUT004", $"The value of `{key}` must be a string", location, "put the value in quotes");

    public static Diagnostic NotAMap(SourceLocation location)
        => Diagnostic.Error("OUT005", "`OutputMap` must be an object of strings", location, ShapeHint);

    public static Diagnostic BadPointer(SourceLocation location, string address, string problem)
        => Diagnostic.Error("OUT006", $"The pointer `{address}` {problem}", location, "it must name the virtual address of a resource in the same prefix");

    public static Diagnostic NotAMarker(SourceLocation location)
        => Diagnostic.Error("OUT007", "A bundle marker must be `ChildOf(parent: \"…\")` or `Bundle`", location, "run `autoschematic unbundle` to write it again");

    public static Diagnostic BadParent(SourceLocation location, string address, string problem)
        => Diagnostic.Error("OUT008", $"The parent `{address}` {problem}", location, "it must name the address of a bundle in the same prefix");
}
