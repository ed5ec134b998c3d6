using System.Text;

namespace Autoschematic.Sdk.Hosting;

/// <summary>Where a connector that cannot start leaves its last words.</summary>
internal static class FatalErrors
{
    public static void Report(ConnectorArguments arguments, Exception error)
    {
        Print(error.ToString());
        try
        {
            File.WriteAllText(arguments.ErrorDump, Describe(arguments.Context, error));
        }
        catch (Exception writing) when (writing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Print($"The error dump could not be written: {writing.Message}");
        }
    }

    /// <summary>The error with its causes, for people; the stack is in the log.</summary>
    public static string Describe(ConnectorContext context, Exception error)
    {
        var text = new StringBuilder($"Connector `{context.Name}` could not start: {Line(error)}\n");
        foreach (var cause in CauseChain.Of(error).Skip(1))
        {
            text.Append("  caused by: ").Append(Line(cause)).Append('\n');
        }

        return text.ToString();
    }

    public static void Print(string text)
    {
#pragma warning disable RS0030 // There may be no logger yet, and the log is standard error.
        Console.Error.WriteLine(text);
#pragma warning restore RS0030
    }

    private static string Line(Exception error) => $"{error.GetType().Name}: {error.Message}";
}
