using Autoschematic.Files.Paths;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Files.Settings;

/// <summary>The configuration file `files/hosts.ron`, and what can be wrong in it.</summary>
internal sealed class HostsFile() : ConfigFile<FilesSettings>(Place)
{
    public const string Place = "files/hosts.ron";

    private const string FingerprintStart = "SHA256:";

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, FilesSettings body)
        => body.Hosts.SelectMany(host => Problems($"hosts[\"{host.Key}\"]", host.Key, host.Value));

    private static IEnumerable<BodyProblem> Problems(string at, string name, HostSettings host)
        => [.. HostProblems(at, name, host), .. RootProblems(at, host), .. HookProblems(at, host)];

    private static IEnumerable<BodyProblem> HostProblems(string at, string name, HostSettings host)
    {
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))
        {
            yield return new(at, "The name of a host is the name of its folder and cannot be empty or hold a `/`");
        }

        if (host.LargestFile is <= 0 or > 32 * 1024 * 1024)
        {
            yield return new($"{at}.largest_file", "`largest_file` is a number of bytes up to 32 MiB (33554432)");
        }

        if (host.Address is null)
        {
            yield break;
        }

        if (host.User is null)
        {
            yield return new(at, "A host that is reached over SSH needs a `user` to log in as");
        }

        if (host.KeyFile is not null && host.KeyVariable is not null)
        {
            yield return new($"{at}.key_variable", "The key comes either from `key_file` or from `key_variable`");
        }

        if (host.Port is <= 0 or > 65535)
        {
            yield return new($"{at}.port", "A port is a number from 1 to 65535");
        }

        if (host.HostKeys.Count == 0)
        {
            yield return new(at, "A host that is reached over SSH needs its fingerprints in `host_keys`; `ssh-keyscan HOST | ssh-keygen -lf -` shows them");
        }

        for (var index = 0; index < host.HostKeys.Count; index++)
        {
            if (!host.HostKeys[index].StartsWith(FingerprintStart, StringComparison.Ordinal))
            {
                yield return new($"{at}.host_keys[{index}]", "A fingerprint begins with `SHA256:`, as `ssh-keygen -l` shows it");
            }
        }
    }

    private static IEnumerable<BodyProblem> RootProblems(string at, HostSettings host)
    {
        for (var index = 0; index < host.Roots.Count; index++)
        {
            var (root, place) = (host.Roots[index], $"{at}.roots[{index}]");
            if (!AbsolutePath.IsNormal(root.Path))
            {
                yield return new($"{place}.path", "A root is an absolute path without `.`, `..`, doubled or ending `/`, and not `/` itself");
            }

            foreach (var problem in ModeProblems(place, root.Mode, root.DirectoryMode))
            {
                yield return problem;
            }

            for (var rule = 0; rule < root.Rules.Count; rule++)
            {
                foreach (var problem in ModeProblems($"{place}.rules[{rule}]", root.Rules[rule].Mode, root.Rules[rule].DirectoryMode))
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<BodyProblem> ModeProblems(string at, string? mode, string? directoryMode)
    {
        if (mode is not null && !Permissions.IsMode(mode))
        {
            yield return new($"{at}.mode", Permissions.Rule);
        }

        if (directoryMode is not null && !Permissions.IsMode(directoryMode))
        {
            yield return new($"{at}.directory_mode", Permissions.Rule);
        }
    }

    private static IEnumerable<BodyProblem> HookProblems(string at, HostSettings host)
    {
        for (var index = 0; index < host.Hooks.Count; index++)
        {
            if (!host.Hooks[index].Paths.StartsWith('/'))
            {
                yield return new($"{at}.hooks[{index}].paths", "The paths of a hook are absolute, such as `/etc/nginx/**`");
            }

            if (host.Hooks[index].Timeout is <= 0 or > 86400)
            {
                yield return new($"{at}.hooks[{index}].timeout", "The commands of a hook may take from 1 second up to a day (86400)");
            }
        }
    }
}
