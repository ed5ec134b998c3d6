using System.Text;

namespace Autoschematic.Engine.Git;

/// <summary>What a finished git process said.</summary>
internal sealed record GitOutput(int ExitCode, byte[] Stdout, string Stderr)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Stdout);

    /// <summary>The output without its final line break.</summary>
    public string Line => Text is [.. var line, '\n'] ? line : Text;
}
