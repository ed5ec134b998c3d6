using System.Diagnostics.CodeAnalysis;
using Autoschematic.Files.Hosts.Local;
using Autoschematic.Files.Hosts.Ssh;
using Autoschematic.Files.Settings;

namespace Autoschematic.Files.Hosts;

/// <summary>The hosts of the configuration; none before it is read.</summary>
internal sealed class HostSet : IAsyncDisposable
{
    private Dictionary<string, ManagedHost> hosts = [];

    public IReadOnlyList<string> Names => [.. hosts.Keys.Order(StringComparer.Ordinal)];

    [SuppressMessage("Reliability", "CA2000", Justification = "The hosts own their files, and this set the hosts.")]
    public void Load(FilesSettings settings)
        => hosts = settings.Hosts.ToDictionary(
            host => host.Key,
            host => new ManagedHost(host.Key, host.Value, FilesOf(host.Key, host.Value)),
            StringComparer.Ordinal);

    public ManagedHost Find(string name) => hosts.GetValueOrDefault(name) ?? throw FilesErrors.UnknownHost(name, hosts.Keys);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await host.Files.DisposeAsync();
        }
    }

    private static IHostFiles FilesOf(string name, HostSettings host)
        => host.Address is not null ? new SshFiles(name, host)
            : OperatingSystem.IsLinux() ? new LocalFiles(name)
            : throw FilesErrors.NotHere();
}
