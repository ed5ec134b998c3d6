using System.Globalization;
using Autoschematic.Files.Settings;
using Autoschematic.Sdk;

namespace Autoschematic.Files.Hosts;

/// <summary>The errors of this connector: one sentence and the next step.</summary>
internal static class FilesErrors
{
    public static ConnectorServiceException UnknownHost(string host, IEnumerable<string> known)
        => new(ConnectorErrorCode.InvalidAddress, $"`{host}` is not among the hosts of {HostsFile.Place} ({string.Join(", ", known.Order(StringComparer.Ordinal))}); add it there");

    public static ConnectorServiceException OutsideRoots(string host, string path)
        => new(ConnectorErrorCode.InvalidAddress, $"`{path}` is outside of what {HostsFile.Place} manages on {host}; add a root that holds it");

    public static ConnectorServiceException Ignored(string host, string path)
        => new(ConnectorErrorCode.InvalidAddress, $"`{path}` is ignored by {HostsFile.Place} on {host}; delete this file or take it out of `ignore`");

    public static ConnectorServiceException NotPlain(string host, string path, FileKind kind)
        => new($"`{path}` on {host} is {Name(kind)}, which this connector neither follows nor replaces; remove it there or ignore it in {HostsFile.Place}");

    public static ConnectorServiceException ThroughLink(string host, string path, string link)
        => new($"`{path}` on {host} lies behind the symbolic link `{link}`, which is not followed; manage the path that it leads to");

    public static ConnectorServiceException IsDirectory(string host, string path)
        => new($"`{path}` on {host} is a directory and not a file; delete it there, or delete this file");

    public static ConnectorServiceException IsFile(string host, string path)
        => new($"`{path}` on {host} is a file and not a directory; delete it there, or delete this file");

    public static ConnectorServiceException TooLarge(string host, string path, long size, long largest)
        => new($"`{path}` on {host} has {size} bytes, more than the {largest} of `largest_file`; raise it in {HostsFile.Place} or ignore the path");

    public static ConnectorServiceException Changed(string host, string path)
        => ConnectorServiceException.Conflict($"`{path}` on {host} was changed by someone else since it was planned; plan again");

    public static ConnectorServiceException NotThereYet(string host, string path, string contentAddress)
        => new($"`{path}` does not exist on {host}; write its content into {contentAddress}");

    public static ConnectorServiceException NotEmpty(string host, string path)
        => new($"`{path}` on {host} still holds files that are not in this repository, and was left; import or delete them first");

    public static ConnectorServiceException Denied(string host, string what, string path, string user)
        => ConnectorServiceException.PermissionDenied($"{what} `{path}` on {host} is not allowed to {user}; give them the permission or log in as somebody else");

    public static ConnectorServiceException Failed(string host, string what, string path, string reason)
        => new($"{what} `{path}` on {host} failed: {reason}");

    public static ConnectorServiceException UnknownAccount(string host, string kind, string name)
        => new($"There is no {kind} `{name}` on {host}; create it there or write its number");

    public static ConnectorServiceException Replaced(string host, string what, string path)
        => new($"{what} `{path}` on {host} failed: it was replaced by something else meanwhile; plan again");

    public static ConnectorServiceException Hook(string host, string name, string command, CommandResult result, string consequence)
        => new($"The {name} hook `{command}` on {host} {EndOf(result)}, and {consequence}{(result.Output.Length > 0 ? $": {result.Output}" : "")}");

    public static ConnectorServiceException HooksInterrupted(string host, string path, Exception cause)
        => ConnectorServiceException.Unavailable($"`{path}` on {host} is changed, but its hooks did not run to their end ({Clause(cause.Message)}); apply again, which runs them");

    public static ConnectorServiceException Unreachable(string host, string place, string reason)
        => ConnectorServiceException.Unavailable($"{host} does not answer at {place} ({reason}); check `address` and `port` in {HostsFile.Place}, and whether its SSH server runs");

    public static ConnectorServiceException Refused(string host, string user, string key)
        => ConnectorServiceException.PermissionDenied($"{host} does not let `{user}` in with {key}; add its public key to ~/.ssh/authorized_keys of `{user}` there, or name another key in {HostsFile.Place}");

    public static ConnectorServiceException WrongHostKey(string host, string fingerprint)
        => ConnectorServiceException.PermissionDenied($"{host} showed the host key {fingerprint}, which is not among its `host_keys`; if the host has a new key, write that into {HostsFile.Place}, else somebody may stand between you and it");

    public static ConnectorServiceException BadKey(string host, string key, string reason)
        => ConnectorServiceException.PermissionDenied($"The private key of {host} from {key} cannot be used ({reason}); name another in {HostsFile.Place}");

    public static ConnectorServiceException Lost(string host, string what, string path)
        => ConnectorServiceException.Unavailable($"The connection to {host} ended while {what} `{path}`; apply again, what is done already is found done");

    public static ConnectorServiceException NoCommands(string host)
        => new($"{host} gives SFTP only and runs no commands, so hooks cannot run there; take them out of {HostsFile.Place} or allow commands");

    public static ConnectorServiceException NotHere()
        => new($"The machine itself can be managed on Linux only; give the host an `address` in {HostsFile.Place}");

    private static string EndOf(CommandResult result)
        => result.EndedAfter is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"was ended after the {limit.TotalSeconds} s of its `timeout`")
            : string.Create(CultureInfo.InvariantCulture, $"failed with status {result.Status}");

    /// <summary>A message without its next step, which is another one where it is quoted.</summary>
    private static string Clause(string message) => message.LastIndexOf("; ", StringComparison.Ordinal) is var hint and > 0 ? message[..hint] : message;

    private static string Name(FileKind kind) => kind switch
    {
        FileKind.Link => "a symbolic link",
        FileKind.Directory => "a directory",
        FileKind.File => "a file",
        _ => "a socket, pipe or device",
    };
}
