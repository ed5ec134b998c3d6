using System.Text;
using System.Text.RegularExpressions;

namespace Autoschematic.Files.Paths;

/// <summary>Paths by pattern: `*` and `?` stay inside a name, `**` is any number of directories or, at the end, everything below.</summary>
internal sealed class PathGlob(string pattern)
{
    private readonly Regex regex = new(Translate(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    public bool Matches(string path) => regex.IsMatch(path);

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder("\\A");
        for (var index = 0; index < pattern.Length; index++)
        {
            var rest = pattern.AsSpan(index);
            if (rest.StartsWith("**/"))
            {
                regex.Append("(?:[^/]+/)*");
                index += 2;
            }
            else if (rest.StartsWith("**"))
            {
                regex.Append(".+");
                index++;
            }
            else
            {
                regex.Append(rest[0] switch { '*' => "[^/]*", '?' => "[^/]", var other => Regex.Escape(other.ToString()) });
            }
        }

        return regex.Append("\\z").ToString();
    }
}
