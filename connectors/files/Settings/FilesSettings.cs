using System.ComponentModel;
using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Files.Settings;

[GenerateShape]
[RonName("Files")]
[Description("Which hosts are managed, and what of them.")]
internal sealed partial record FilesSettings
{
    [Description("The hosts by the names that their folders have.")]
    public required IReadOnlyDictionary<string, HostSettings> Hosts { get; init; }
}
