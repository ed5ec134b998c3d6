namespace Autoschematic.Files.Tests;

/// <summary>A run of the program that ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public ProgramRun Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, expected {exitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>Expects a text in one of the outputs, where lines may be broken.</summary>
    public ProgramRun Says(string text)
    {
        Assert.Contains(text, $"{Output}\n{Error}", StringComparison.Ordinal);
        return this;
    }
}
