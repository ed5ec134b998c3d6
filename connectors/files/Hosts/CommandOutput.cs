namespace Autoschematic.Files.Hosts;

/// <summary>What a command printed, short enough for a message.</summary>
internal static class CommandOutput
{
    private const int Longest = 2000;

    public static string Tail(string output, string error)
    {
        var text = string.Join('\n', new[] { output.Trim(), error.Trim() }.Where(part => part.Length > 0));
        return text.Length > Longest ? $"…{text[^Longest..]}" : text;
    }
}
