using System.ComponentModel;
using Autoschematic.Ron.Binding;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.Files.Settings;

[GenerateShape]
[RonName("Host")]
[Description("A host: the machine itself, or one that is reached over SSH.")]
internal sealed partial record HostSettings
{
    public const long UsualLargestFile = 4 * 1024 * 1024;

    [Description("Its name or address in the network; the machine itself when absent.")]
    [Example("\"web1.example.org\"")]
    public string? Address { get; init; }

    [Description("Where its SSH server listens.")]
    public int Port { get; init; } = 22;

    [Description("Whom to log in as.")]
    [Example("\"root\"")]
    public string? User { get; init; }

    [Description("The file with the private key; `~/` is the home folder. By default `~/.ssh/id_ed25519`.")]
    public string? KeyFile { get; init; }

    [Description("The environment variable that holds the private key itself, in place of `key_file`.")]
    public string? KeyVariable { get; init; }

    [Description("The environment variable that holds the passphrase of the private key.")]
    public string? PassphraseVariable { get; init; }

    [Description("Fingerprints of its host keys as `ssh-keygen -l` shows them; a host with another key is not talked to.")]
    [Example("[\"SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\"]")]
    public IReadOnlyList<string> HostKeys { get; init; } = [];

    [Description("The directories and files that are managed; nothing outside of them is ever read or written.")]
    public required IReadOnlyList<RootSettings> Roots { get; init; }

    [Description("Commands around changes.")]
    public IReadOnlyList<HookSettings> Hooks { get; init; } = [];

    [Description("The largest file that is managed, in bytes.")]
    public long LargestFile { get; init; } = UsualLargestFile;
}
