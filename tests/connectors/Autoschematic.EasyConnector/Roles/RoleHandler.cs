using System.Runtime.CompilerServices;
using System.Text;
using Autoschematic.Ron.Binding;
using Autoschematic.Ron.Text;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector.Roles;

/// <summary>Roles as records.</summary>
internal sealed class RoleHandler(Store store) : ResourceHandler<Role>(BodyFormat.Record<Role>())
{
    private const string Kind = "roles";

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in store.Names(Kind))
        {
            await Task.Yield();
            yield return Key(name);
        }
    }

    public override Task<Role?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => key["name"] switch
        {
            "broken" => throw new IOException("the disk is on fire", new InvalidOperationException("a spark")),
            "gone" => throw ConnectorServiceException.NotFound("`gone` is gone"),
            var name => Task.FromResult(store.Read(Kind, name) is { } content
                ? RonSerializer.Deserialize<Role>(new SourceText(Encoding.UTF8.GetString(content)), [])! with { Oid = 42 }
                : null),
        };

    public override IEnumerable<string> NeedsOf(ResourceKey key, Role body) => body.MemberOf.Select(name => Key(name).Address);

    public override Task<Outputs> CreateAsync(ResourceKey key, Role body, CancellationToken cancellationToken)
    {
        store.Write(Kind, key.Name, Encoding.UTF8.GetBytes(RonSerializer.Serialize(body)));
        return Task.FromResult(new Outputs().WithSecret("token", $"token-of-{key.Name}"));
    }

    public override async Task<Outputs> UpdateAsync(ResourceKey key, Role before, Role after, CancellationToken cancellationToken)
    {
        await CreateAsync(key, after, cancellationToken);
        return Outputs.None;
    }

    public override Task DeleteAsync(ResourceKey key, Role before, CancellationToken cancellationToken)
    {
        store.Delete(Kind, key.Name);
        return Task.CompletedTask;
    }

    public override IEnumerable<BodyProblem> Validate(ResourceKey key, Role body)
    {
        if (body.ConnectionLimit < 0)
        {
            yield return new BodyProblem("connection_limit", "A limit cannot be negative; leave it out for none");
        }

        if (body.MemberOf.Contains(key["name"]))
        {
            yield return new BodyProblem("member_of", $"The role `{key["name"]}` cannot be a member of itself");
        }

        for (var index = 0; index < body.Grants.Count; index++)
        {
            if (body.Grants[index].Privileges.Count == 0)
            {
                yield return new BodyProblem($"grants[{index}].privileges", "A grant of nothing");
            }
        }
    }
}
