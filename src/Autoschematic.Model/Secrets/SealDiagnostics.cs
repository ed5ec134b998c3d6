using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Secrets;

/// <summary>Messages about sealed files as they are written.</summary>
internal static class SealDiagnostics
{
    private const string ShapeHint = "restore the file with git, or seal the value again";

    public static Diagnostic NotJson(SourceLocation location)
        => Diagnostic.Error("SEC101", "The sealed file is not valid JSON", location, ShapeHint);

    public static Diagnostic NotAnArray(SourceLocation location)
        => Diagnostic.Error("SEC102", "A sealed file must be an array of one object or more", location, ShapeHint);

    public static Diagnostic MissingField(SourceLocation location, string name)
        => Diagnostic.Error("SEC103", $"The sealed secret has no field `{name}`", location, ShapeHint);

    public static Diagnostic NotAString(SourceLocation location, string name)
        => Diagnostic.Error("SEC104", $"The value of `{name}` must be a string", location, ShapeHint);

    public static Diagnostic NotBase64(SourceLocation location, string name)
        => Diagnostic.Error("SEC105", $"The value of `{name}` is not standard base64", location, ShapeHint);

    public static Diagnostic WrongLength(SourceLocation location, string name, int bytes, string expected)
        => Diagnostic.Error("SEC106", $"The value of `{name}` has {bytes} bytes instead of {expected}", location, ShapeHint);

    public static Diagnostic NotAPoint(SourceLocation location, string name)
        => Diagnostic.Error("SEC107", $"The value of `{name}` is no point of the curve secp256k1", location, ShapeHint);

    public static Diagnostic UnknownVersion(SourceLocation location, string version)
        => Diagnostic.Error("SEC108", $"The secret is sealed with version `{ForeignText.CleanLine(version)}`, which this program does not know", location, "use a newer version of autoschematic");

    public static Diagnostic UnknownField(SourceLocation location, string name)
        => Diagnostic.Error("SEC109", $"A sealed secret has no field `{ForeignText.CleanLine(name)}`", location, ShapeHint);

    public static Diagnostic DuplicateField(SourceLocation location, string name)
        => Diagnostic.Error("SEC110", $"The field `{name}` is there twice", location, ShapeHint);
}
