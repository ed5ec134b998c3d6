using Autoschematic.Files.Paths;
using Autoschematic.Files.Settings;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Files.Resources;

/// <summary>What can be wrong with attributes that a file of the repository names.</summary>
internal static class AttributeBodies
{
    public static IEnumerable<BodyProblem> Problems(Attributes body)
        => body.Mode is { } mode && !Permissions.IsMode(mode) ? [new("mode", Permissions.Rule)] : [];

    /// <summary>Refuses what no rule manages, since then nobody would notice when it changes.</summary>
    public static void CheckManaged(Attributes body, Attributes rules)
    {
        if (body.Owner is not null && rules.Owner is null)
        {
            throw new BodyException("owner", $"The owner of this path is not managed; give its root an `owner` in {HostsFile.Place}");
        }

        if (body.Group is not null && rules.Group is null)
        {
            throw new BodyException("group", $"The group of this path is not managed; give its root a `group` in {HostsFile.Place}");
        }
    }
}
