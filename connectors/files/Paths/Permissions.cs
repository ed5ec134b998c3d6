namespace Autoschematic.Files.Paths;

/// <summary>Permissions as four octal digits.</summary>
internal static class Permissions
{
    public const string Rule = "Permissions are four octal digits in quotes, such as \"0644\"";

    public static bool IsMode(string text) => text.Length == 4 && text.All(digit => digit is >= '0' and <= '7');

    public static string Format(int mode) => Convert.ToString(mode & 0xFFF, 8).PadLeft(4, '0');

    public static int Parse(string mode) => Convert.ToInt32(mode, 8);
}
