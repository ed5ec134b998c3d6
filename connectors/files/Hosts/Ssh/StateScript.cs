using System.Globalization;
using System.Text;
using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Shell scripts that tell of many paths in one answer, and how that is read.</summary>
internal static class StateScript
{
    private const string End = "end";

    /// <summary>Prints the users, the groups, whether the tools are there that the other scripts need, and who is logged in.</summary>
    public const string Probe = """
        LC_ALL=C; export LC_ALL
        printf '\0'
        getent passwd 2>/dev/null || cat /etc/passwd 2>/dev/null
        printf '\0'
        getent group 2>/dev/null || cat /etc/group 2>/dev/null
        printf '\0'
        find -P /dev/null -maxdepth 0 -printf '%y %m %U %G %s %p\0' >/dev/null 2>&1 && sha256sum -bz -- /dev/null >/dev/null 2>&1 && [ -e /proc/self/fd ] && printf hashes
        printf '\0'
        id -u
        printf '\0'

        """;

    public static string States(IEnumerable<string> paths, long largestFile)
    {
        var wanted = paths.Distinct(StringComparer.Ordinal).ToList();
        var all = wanted.SelectMany(AbsolutePath.Above).Concat(wanted).Distinct(StringComparer.Ordinal);
        return $$"""
            LC_ALL=C; export LC_ALL
            set -- {{ShellText.Quote(all)}}
            find -P "$@" -maxdepth 0 -printf 's%y %m %U %G %s %p\0' 2>/dev/null
            set -- {{ShellText.Quote(wanted)}}
            find -P "$@" -maxdepth 0 -type f -size -{{(largestFile + 1).ToString(CultureInfo.InvariantCulture)}}c -exec sha256sum -bz -- {} + 2>/dev/null
            printf '{{End}}\0'

            """;
    }

    public static string Everything(string root) => $$"""
        LC_ALL=C; export LC_ALL
        find -P {{ShellText.Quote(root)}} -printf 's%y %m %U %G %s %p\0'
        printf '{{End}}\0'

        """;

    /// <summary>What a script found, by path; null when its answer is not whole.</summary>
    public static Dictionary<string, FileState>? Read(byte[] output, Accounts users, Accounts groups)
    {
        var records = Encoding.UTF8.GetString(output).Split('\0');
        if (records is not [.., End, ""])
        {
            return null;
        }

        var states = new Dictionary<string, FileState>(records.Length, StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record.Split(' ', 6) is [['s', var kind], var mode, var user, var group, var size, var path])
            {
                states[path] = new(path, KindOf(kind), new(users.NameOf(Number(user)), groups.NameOf(Number(group)), Permissions.Format(Convert.ToInt32(mode, 8))), long.Parse(size, CultureInfo.InvariantCulture));
            }
            else if (record.Split(" *", 2) is [{ Length: 64 } hash, var file] && states.TryGetValue(file, out var state))
            {
                states[file] = state with { Hash = hash };
            }
        }

        return states;
    }

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private static FileKind KindOf(char kind) => kind switch { 'f' => FileKind.File, 'd' => FileKind.Directory, 'l' => FileKind.Link, _ => FileKind.Other };
}
