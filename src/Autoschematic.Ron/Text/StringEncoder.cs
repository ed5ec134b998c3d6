namespace Autoschematic.Ron.Text;

/// <summary>Writes text as RON string literals.</summary>
internal static class StringEncoder
{
    public static string Quote(string text) => throw new NotImplementedException(text);
}
