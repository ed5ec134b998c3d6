namespace Autoschematic.Connectors.Processes;

/// <summary>What a tool that ran to its end printed and answered.</summary>
/// <param name="ExitCode">Its exit code; null when its time was up.</param>
/// <param name="Output">Lines of its standard output.</param>
/// <param name="Tail">The last lines of both streams.</param>
internal sealed record ToolResult(int? ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Tail)
{
    public bool Succeeded => ExitCode == 0;
}
