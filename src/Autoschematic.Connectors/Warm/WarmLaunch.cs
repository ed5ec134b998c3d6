using System.Security.Cryptography;
using System.Text;
using Autoschematic.Connectors.Install;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm;

/// <summary>A <see cref="ConnectorLaunch"/> as it travels, with the part of its host's environment that finds programs.</summary>
internal sealed record WarmLaunch(
    string Root,
    string Prefix,
    string Shortname,
    WarmSpec Spec,
    IReadOnlyDictionary<string, string> Environment,
    int? Concurrency,
    IReadOnlyList<string> Denied,
    IReadOnlyDictionary<string, string> Host)
{
    /// <summary>What the lock file has for the spec.</summary>
    public WarmPackage? Locked { get; init; }

    public static WarmLaunch Of(ConnectorLaunch launch, IReadOnlyDictionary<string, string> host)
        => new(
            launch.RepositoryRoot,
            launch.Prefix.Name,
            launch.Shortname,
            WarmSpec.Of(launch.Spec),
            launch.Environment,
            launch.Concurrency,
            launch.DeniedVariables,
            host.Where(static pair => FindsPrograms(pair.Key)).ToDictionary(StringComparer.Ordinal))
        {
            Locked = launch.Locked is { } locked ? WarmPackage.Of(locked) : null,
        };

    /// <summary>The launch, or null when no configuration can have led to it.</summary>
    public ConnectorLaunch? ToLaunch()
        => Model.Addresses.Prefix.TryParse(Prefix) is { } prefix && Spec.ToSpec() is { } spec
            ? new(Root, prefix, Shortname, spec, Environment, Concurrency, Denied) { Locked = Locked?.ToPackage() }
            : null;

    /// <summary>Everything in it, as a hash: what differs in anything has another.</summary>
    public string Key()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, [Root, Prefix, Shortname, $"{Concurrency}", Locked is null ? null : StoreKey.Of(Locked.ToPackage()), .. Spec.Parts()]);
        Add(hash, Flat(Environment));
        Add(hash, Flat(Host));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static List<string?> Flat(IReadOnlyDictionary<string, string> variables)
        => [.. variables.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => new[] { pair.Key, pair.Value })];

    // Lengths go in as well, so that no two lists make the same bytes.
    private static void Add(IncrementalHash hash, List<string?> texts)
    {
        hash.AppendData(BitConverter.GetBytes(texts.Count));
        foreach (var text in texts)
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }
    }

    private static bool FindsPrograms(string name)
        => name is "HOME" or "PATH" or "TMPDIR" or "LANG" or "VIRTUAL_ENV" or "CARGO_HOME"
            || (name.StartsWith("AUTOSCHEMATIC_", StringComparison.Ordinal) && name != WarmSwitch.Variable)
            || name.StartsWith("XDG_", StringComparison.Ordinal)
            || name.StartsWith("DOTNET_", StringComparison.Ordinal);
}
