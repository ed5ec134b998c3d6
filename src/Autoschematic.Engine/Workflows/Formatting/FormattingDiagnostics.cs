using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Formatting;

internal static class FormattingDiagnostics
{
    public static Diagnostic NotUtf8(RepoPath file) => Diagnostic.Error(
        "FMT001", $"`{file}` is not UTF-8 text", SourceLocation.OfFile(file.Text), "it was left as it is");

    public static Diagnostic NotRon(RepoPath file) => Diagnostic.Error(
        "FMT002", $"`{file}` is not a RON file", SourceLocation.OfFile(file.Text), "`fmt` formats files whose name ends in `.ron`");

    public static Diagnostic NothingThere(string argument) => Diagnostic.Error(
        "FMT003", $"There is no file or folder `{argument}`");
}
