namespace Autoschematic.Connectors.Processes;

/// <summary>A program to run: nothing in it is interpreted by a shell or inherited from the host.</summary>
/// <param name="Executable">Absolute path.</param>
/// <param name="Arguments">Arguments after the program's name.</param>
/// <param name="WorkingDirectory">Absolute path.</param>
/// <param name="Environment">The whole environment.</param>
internal sealed record ChildCommand(
    string Executable,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The command line as a person would type it.</summary>
    public string Display => string.Join(' ', Arguments.Prepend(Executable).Select(Quote));

    private static string Quote(string argument)
        => argument.Length > 0 && argument.All(static c => char.IsAsciiLetterOrDigit(c) || "-_./=:,@%+".Contains(c))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
