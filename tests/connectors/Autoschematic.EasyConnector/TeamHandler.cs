using Autoschematic.EasyConnector.Roles;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;
using PolyType;

namespace Autoschematic.EasyConnector;

/// <summary>A bundle of roles.</summary>
internal sealed partial class TeamHandler(RoleHandler roles) : BundleHandler<TeamHandler.Team>(BodyFormat.Record<Team>())
{
    public override Task<IReadOnlyList<BundleChild>> UnbundleAsync(ResourceKey key, Team body, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<BundleChild>>(
            [.. body.Members.Select(name => Child(roles, roles.Key(name), new Role { Power = Power.Writer, MemberOf = new HashSet<string> { key.Name } }))]);

    [GenerateShape]
    [Resource("teams/[name].ron")]
    internal sealed partial record Team(IReadOnlyList<string> Members);
}
