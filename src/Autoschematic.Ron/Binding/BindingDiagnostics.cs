using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Ron.Binding;

/// <summary>The messages of reading typed values.</summary>
internal static class BindingDiagnostics
{
    public static Diagnostic WrongKind(SourceLocation at, string expected, string found)
        => Diagnostic.Error("RON060", $"Expected {expected}, found {found}", at);

    public static Diagnostic StructNameMissing(SourceLocation at, string name)
        => Diagnostic.Error("RON061", $"Expected the struct `{name}`", at, $"write its name: `{name}(…)`");

    public static Diagnostic StructNameWrong(SourceLocation at, string expected, string found)
        => Diagnostic.Error("RON062", $"Expected the struct `{expected}`, found `{found}`", at, $"write `{expected}(…)`");

    public static Diagnostic ParenthesisMissing(SourceLocation at, string name)
        => Diagnostic.Error("RON063", $"Expected `(` behind `{name}`", at);

    public static Diagnostic ParenthesisUnexpected(SourceLocation at, string name)
        => Diagnostic.Error("RON064", $"`{name}` holds no values", at, $"write `{name}` alone");

    public static Diagnostic ObjectUnexpected(SourceLocation at, string name)
        => Diagnostic.Error("RON090", $"`{name}` holds no values", at, $"write `\"{name}\"` alone");

    public static Diagnostic ObjectMissing(SourceLocation at, string name)
        => Diagnostic.Error("RON091", $"`{name}` holds a value", at, $"write `{{\"{name}\": …}}`");

    public static Diagnostic UnknownField(SourceLocation at, string name, string owner, string? nearest, IEnumerable<string> known)
        => Diagnostic.Error("RON065", $"Unknown field `{name}` in `{owner}`", at, Suggest(nearest, "fields", known));

    public static Diagnostic DuplicateField(SourceLocation at, string name, string owner)
        => Diagnostic.Error("RON066", $"Field `{name}` stands twice in `{owner}`", at, "remove one of the two");

    public static Diagnostic MissingField(SourceLocation at, string name, string owner, bool isJson)
        => Diagnostic.Error("RON067", $"Field `{name}` is missing in `{owner}`", at, isJson ? $"add `\"{name}\": …`" : $"add `{name}: …`");

    public static Diagnostic FieldNameMissing(SourceLocation at, string owner)
        => Diagnostic.Error("RON068", $"Expected a field name in `{owner}`", at, "fields are written `name: value`");

    public static Diagnostic ColonMissing(SourceLocation at, string field)
        => Diagnostic.Error("RON069", $"Expected `:` behind the field name `{field}`", at);

    public static Diagnostic AlreadyUnwrapped(SourceLocation at, string name, string owner)
        => Diagnostic.Error("RON070", $"Unknown field `{name}` in `{owner}`", at, $"leave out `{name}(…)` here and write its fields directly");

    public static Diagnostic UnknownVariant(SourceLocation at, string name, string owner, string? nearest, IEnumerable<string> known)
        => Diagnostic.Error("RON071", $"Unknown variant `{name}` of `{owner}`", at, Suggest(nearest, "variants", known));

    public static Diagnostic VariantMissing(SourceLocation at, string owner, string found, IEnumerable<string> known)
        => Diagnostic.Error("RON072", $"Expected a variant of `{owner}`, found {found}", at, Suggest(null, "variants", known));

    public static Diagnostic TooFewValues(SourceLocation at, int expected, int found)
        => Diagnostic.Error("RON073", $"Expected {expected} values, found {found}", at);

    public static Diagnostic TooManyValues(SourceLocation at, int expected)
        => Diagnostic.Error("RON074", $"Expected no more than {expected} {(expected == 1 ? "value" : "values")}", at);

    public static Diagnostic NumberOutOfRange(SourceLocation at, string literal, string type)
        => Diagnostic.Error("RON075", $"`{literal}` does not fit {type}", at);

    public static Diagnostic NumberSuffix(SourceLocation at, string literal, string type)
        => Diagnostic.Error("RON076", $"`{literal}` has the suffix of another type than {type}", at, "leave the suffix out");

    public static Diagnostic Refused(SourceLocation at, string type, string reason)
        => Diagnostic.Error("RON077", $"Not a valid `{type}`: {reason.TrimEnd('.')}", at);

    public static Diagnostic OptionMissing(SourceLocation at)
        => Diagnostic.Error("RON078", "Expected `None` or `Some(…)`", at, "write `Some(…)`, or enable `implicit_some`");

    private static string Suggest(string? nearest, string what, IEnumerable<string> known)
        => nearest is not null
            ? $"did you mean `{nearest}`?"
            : known.Any() ? $"its {what} are {string.Join(", ", known.Select(name => $"`{name}`"))}" : $"it has no {what}";
}
