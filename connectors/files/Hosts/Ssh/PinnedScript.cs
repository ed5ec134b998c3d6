using System.Globalization;
using System.Text;
using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>
/// Shell scripts that change something at a path, and nothing else if somebody puts a link in its way: they enter its directory,
/// see where they are, and do the rest by names in it.
/// </summary>
internal static class PinnedScript
{
    /// <summary>The status of a script that came somewhere else.</summary>
    public const int Elsewhere = 77;

    /// <summary>The status of a script that found something else at the path.</summary>
    public const int Replaced = 78;

    private const string Here = "\"$(pwd -P; echo x)\"";

    /// <summary>Puts a file in the place of another one of the same directory.</summary>
    public static string Rename(string from, string to) => $"{Enter(to)}\nmv -fT {NameOf(from)} {NameOf(to)}";

    public static string DeleteFile(string path) => $"{Enter(path)}\nrm -f {NameOf(path)}";

    public static string DeleteDirectory(string path) => $"{Enter(path)}\nrmdir {NameOf(path)}";

    /// <summary>Makes a directory, unless there is one, and gives it its attributes.</summary>
    public static string MakeDirectory(string path, uint? owner, uint? group, int? mode) => $$"""
        {{Enter(path)}}
        mkdir -m 0700 {{NameOf(path)}} 2>&1 || { [ -d {{NameOf(path)}} ] && [ ! -L {{NameOf(path)}} ]; } || exit
        {{Change(path, owner, group, mode)}}
        """;

    /// <summary>Gives a file or directory attributes.</summary>
    public static string SetAttributes(string path, uint? owner, uint? group, int? mode) => $"{Enter(path)}\n{Change(path, owner, group, mode)}";

    /// <summary>One script of several: each in a shell of its own, with what it prints and its status.</summary>
    public static string All(IReadOnlyList<string> scripts)
    {
        var all = new StringBuilder("LC_ALL=C; export LC_ALL\n");
        foreach (var script in scripts)
        {
            all.Append("(\n").Append(script).Append("\n) </dev/null 2>&1\nprintf '\\0%s\\0' $?\n");
        }

        return all.ToString();
    }

    /// <summary>What each of several scripts came to; a status of -1 where the host gave none.</summary>
    public static IReadOnlyList<(int Status, string Output)> Read(int count, byte[] output)
    {
        var records = Encoding.UTF8.GetString(output).Split('\0');
        return [.. Enumerable.Range(0, count).Select(index => index * 2 + 1 < records.Length
            ? (int.Parse(records[(index * 2) + 1], CultureInfo.InvariantCulture), records[index * 2].Trim())
            : (-1, ""))];
    }

    private static string Enter(string path)
    {
        var folder = AbsolutePath.ParentOf(path);
        return $"cd -P {ShellText.Quote(folder)} || exit\n[ {Here} = {At(folder)} ] || exit {Elsewhere}";
    }

    // A handle shows by what path it was opened; whoever may not open a thing has no power over what is not theirs either.
    private static string Change(string path, uint? owner, uint? group, int? mode)
    {
        var name = NameOf(path);
        var change = new StringBuilder();
        if (owner is not null || group is not null)
        {
            change.Append(CultureInfo.InvariantCulture, $"chown {owner}{(group is null ? "" : $":{group}")} \"$at\" || exit\n");
        }

        if (mode is { } permissions)
        {
            change.Append(CultureInfo.InvariantCulture, $"chmod {Permissions.Format(permissions)} \"$at\" || exit\n");
        }

        return $$"""
            [ ! -L {{name}} ] || exit {{Replaced}}
            if [ -d {{name}} ] && cd -P {{name}} 2>/dev/null; then
            [ {{Here}} = {{At(path)}} ] || exit {{Replaced}}
            at=.
            elif [ -f {{name}} ] && [ -r {{name}} ]; then
            exec 3<{{name}} || exit
            [ "$(readlink /proc/self/fd/3; echo x)" = {{At(path)}} ] || exit {{Replaced}}
            at=/proc/self/fd/3
            else
            [ "$(id -u)" != 0 ] || exit {{Replaced}}
            at={{name}}
            fi
            {{change}}
            """;
    }

    /// <summary>How a script sees that it is at a path.</summary>
    private static string At(string path) => ShellText.Quote($"{path}\nx");

    private static string NameOf(string path) => ShellText.Quote($"./{AbsolutePath.NameOf(path)}");
}
