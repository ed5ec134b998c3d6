using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>Resources that are records: an author wrote five calls, and all of this is derived.</summary>
[Trait("kind", "process")]
public sealed class RoleTests
{
    private const string Ann = "db/roles/ann.ron";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_is_created_read_changed_and_deleted()
    {
        await using var host = await EasyHost.StartAsync();
        await host.Connector.InitAsync(Cancellation);
        const string Wanted = "Role(power: Writer, member_of: [\"b\", \"a\"], grants: [Grant(on: \"t\", privileges: [\"select\"])], password: \"x\")";

        var create = Assert.Single(await host.PlanAsync(Ann, null, Wanted));
        Assert.Equal((OpKind.Create, "Create role `ann`"), (create.Kind, create.Message));
        Assert.Equal(["db/roles/a.ron", "db/roles/b.ron"], create.Needs.Order(StringComparer.Ordinal));
        Assert.Equal(
            """{"address":"db/roles/ann.ron","after":"Role(\n    power: Writer,\n    member_of: [\n        \"a\",\n        \"b\",\n    ],\n    grants: [\n        Grant(\n            on: \"t\",\n            privileges: [\n                \"select\",\n            ],\n        ),\n    ],\n    password: \"x\",\n)\n","message":"Create role `ann`","op":"create","version":1}""",
            create.Definition);
        var created = await host.ExecuteAsync(Ann, create);
        Assert.Equal(("token-of-ann", "token"), (created.Outputs["token"], Assert.Single(created.SensitiveOutputs)));
        Assert.Equal(["db/roles/ann.ron"], await host.Connector.ListAsync("db/roles", Cancellation));

        var current = await host.GetAsync(Ann);
        Assert.Equal(
            """
            Role(
                power: Writer,
                member_of: [
                    "a",
                    "b",
                ],
                grants: [
                    Grant(
                        on: "t",
                        privileges: [
                            "select",
                        ],
                    ),
                ],
                password: "x",
            )

            """,
            current);
        Assert.Empty(await host.PlanAsync(Ann, current, current));
        Assert.Empty(await host.PlanAsync(Ann, current, Wanted));

        Assert.Equal(
            ["Update role `ann`: set `login` from false to true; set `power` from Writer to Reader; set `connection_limit` to 5; "
                + "remove \"b\" from `member_of` and add \"c\" to `member_of`; "
                + "remove Grant(on: \"t\", privileges: [\"select\"]) from `grants`; "
                + "set `labels.team` to \"core\"; set `password` to another value (hidden)"],
            await host.ApplyAsync(
                Ann, current, "Role(login: true, power: Reader, connection_limit: 5, member_of: [\"c\", \"a\"], labels: {\"team\": \"core\"}, password: \"y\")"));
        var changed = await host.GetAsync(Ann);
        Assert.Equal(["Delete role `ann`"], await host.ApplyAsync(Ann, changed, null));
        Assert.Null(await host.GetAsync(Ann));
        Assert.Equal(["write roles ann", "write roles ann", "delete roles ann"], host.Log);
    }

    [Fact]
    public async Task Field_that_can_only_be_replaced_makes_two_operations()
    {
        await using var host = await EasyHost.StartAsync();
        var ops = await host.PlanAsync(Ann, "Role(power: Reader)", "Role(power: Writer, encoding: \"LATIN1\")");
        Assert.Equal(
            [
                (OpKind.Delete, "Delete role `ann`, to create it again: `encoding` cannot be changed in place"),
                (OpKind.Create, "Create role `ann` again: set `power` from Reader to Writer; set `encoding` from \"UTF8\" to \"LATIN1\""),
            ],
            ops.Select(op => (op.Kind, op.Message)));
    }

    [Fact]
    public async Task Field_that_cannot_change_is_an_error_at_its_place()
    {
        await using var host = await EasyHost.StartAsync();
        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => host.PlanAsync(Ann, "Role(power: Reader)", "Role(\n    power: Reader,\n    owner: \"me\",\n)"));
        Assert.Equal(
            "db/roles/ann.ron:3:12: `owner` cannot change once the resource exists; set `owner` from \"admin\" to \"me\" needs a new resource",
            error.Message);
    }

    [Fact]
    public async Task What_exists_may_be_wrong_and_what_is_wanted_may_not()
    {
        await using var host = await EasyHost.StartAsync();
        const string Wrong = "Role(power: Reader, connection_limit: -1)";
        Assert.Equal(
            ["Update role `ann`: remove `connection_limit`, which is -1"],
            (await host.PlanAsync(Ann, Wrong, "Role(power: Reader)")).Select(op => op.Message));
        var error = await Assert.ThrowsAsync<ConnectorException>(() => host.PlanAsync(Ann, "Role(power: Reader)", Wrong));
        Assert.Equal("db/roles/ann.ron:1:39: A limit cannot be negative; leave it out for none", error.Message);
    }

    [Fact]
    public async Task Operation_sent_again_with_its_key_changes_nothing_and_gives_the_same()
    {
        await using var host = await EasyHost.StartAsync();
        var create = Assert.Single(await host.PlanAsync("networks/main.ron", null, "Network(cidr: \"10.0.0.0/8\")"));
        var first = await host.ExecuteAsync("networks/main.ron", create, "k1");
        var second = await host.ExecuteAsync("networks/main.ron", create, "k1");
        var third = await host.ExecuteAsync("networks/main.ron", create, "k2");
        Assert.Equal(["net-1", "net-1", "net-2"], new[] { first, second, third }.Select(result => result.Outputs["network_id"]));
        Assert.Equal(["write networks net-1", "write networks net-2"], host.Log);
    }

    [Theory]
    [InlineData("Role(power: Reader)", "// words\nRole(\n    power:   Reader,\n)\n", true)]
    [InlineData("Role(power: Reader)", "Role(power: Reader, login: false, encoding: \"UTF8\", oid: 7, member_of: [])", true)]
    [InlineData("Role(power: Reader, member_of: [\"a\", \"b\"])", "Role(power: Reader, member_of: [\"b\", \"a\"])", true)]
    [InlineData("Role(power: Reader, grants: [Grant(on: \"t\", privileges: [\"a\", \"b\"])])", "Role(power: Reader, grants: [Grant(on: \"t\", privileges: [\"b\", \"a\"])])", true)]
    [InlineData("Role(power: Reader)", "Role(power: Writer)", false)]
    [InlineData("Role(power: \"out://a.ron[b]\")", "Role( power: \"out://a.ron[b]\", )", true)]
    [InlineData("Role(power: \"out://a.ron[b]\")", "Role(power: Reader)", false)]
    [InlineData("Role(", "Role(", true)]
    [InlineData("Role(", "Role()", false)]
    public async Task Bodies_are_equal_when_they_mean_the_same(string left, string right, bool equal)
    {
        await using var host = await EasyHost.StartAsync();
        Assert.Equal(equal, await host.EqAsync(Ann, left, right));
        Assert.Equal(equal, await host.EqAsync(Ann, right, left));
    }

    [Theory]
    [InlineData("Role(power: Reader)")]
    [InlineData("Role(power: Reader, logn: true)", "1:21-1:25 Error: Unknown field `logn` in `Role` (did you mean `login`?)")]
    [InlineData("Role(power: Writter)", "1:13-1:20 Error: Unknown variant `Writter` of `Power` (did you mean `Writer`?)")]
    [InlineData("Role(login: \"yes\")", "1:13-1:18 Error: Expected `true` or `false`, found a string", "1:18-1:19 Error: Field `power` is missing in `Role` (add `power: …`)")]
    [InlineData("Role(login: \"out://a.ron[b]\", power: \"out://a.ron[c]\", connection_limit: \"out://a.ron[d]\", grants: [\"out://a.ron[e]\"])")]
    [InlineData("Role(power: Reader, connection_limit: -1, grants: [Grant(on: \"t\")])", "1:39-1:41 Error: A limit cannot be negative; leave it out for none", "1:52-1:57 Error: A grant of nothing")]
    [InlineData("Role(power: Reader, member_of: [\"bob\", \"ann\"])", "1:32-1:46 Error: The role `ann` cannot be a member of itself")]
    [InlineData("Role(power: Reader, oid: 7)", "1:26-1:27 Warning: `oid` is filled in by the remote side; what stands here is not used")]
    [InlineData("Role(power: Reader", "1:19-1:19 Error: Expected `)`, found the end of the text (the `(` at 1:5 is not closed)")]
    public async Task Findings_stand_at_their_place(string body, params string[] expected)
    {
        await using var host = await EasyHost.StartAsync();
        Assert.Equal(expected, await host.DiagAsync(Ann, body));
    }

    [Fact]
    public async Task Error_in_an_authors_method_names_the_line()
    {
        await using var host = await EasyHost.StartAsync();
        var error = await Assert.ThrowsAsync<ConnectorException>(() => host.GetAsync("db/roles/broken.ron"));
        Assert.Matches("^Reading db/roles/broken.ron failed at RoleHandler.cs:[0-9]+$", error.Message);
        Assert.Equal(["the disk is on fire", "a spark"], error.Causes);
        Assert.Null(await host.GetAsync("db/roles/gone.ron"));
    }

    [Fact]
    public async Task Skeleton_is_made_of_the_fields_and_is_right()
    {
        await using var host = await EasyHost.StartAsync();
        var skeletons = await host.Connector.SkeletonsAsync(Cancellation);
        Assert.Equal(
            ["db/config.ron", "db/roles/[name].ron", "db/[schema]/views/[name].sql", "servers/[name].json", "dashboards/[uid].json", "networks/[network].ron", "networks/[network]/subnets/[subnet].ron", "tasks/[name].ron", "teams/[name].ron"],
            skeletons.Select(skeleton => skeleton.AddressTemplate));
        Assert.Equal(
            """
            Role(
                // Whether the role may log in.
                login: true,
                // How much the role may do.
                power: Reader,
            )

            """,
            System.Text.Encoding.UTF8.GetString(skeletons[1].Body.Span));
        foreach (var skeleton in skeletons)
        {
            Assert.NotEqual(FilterBits.None, await host.Connector.FilterAsync(Address.Parse(skeleton.AddressTemplate), Cancellation));
            Assert.Empty(await host.DiagAsync(skeleton.AddressTemplate, System.Text.Encoding.UTF8.GetString(skeleton.Body.Span)));
        }
    }

    [Fact]
    public async Task Types_fields_and_variants_are_documented()
    {
        await using var host = await EasyHost.StartAsync();
        Assert.Equal("Role: Somebody who may use the database. [login power connection_limit member_of grants labels password encoding owner oid]", await DocAsync(new DocIdent.Struct("Role")));
        Assert.Equal("Option<String>: The password.\n\n*Hidden in messages.* []", await DocAsync(new DocIdent.Field("Role", "password")));
        Assert.Equal("List<Grant>: What it may do with which table. []", await DocAsync(new DocIdent.Field("Role", "grants")));
        Assert.Equal("String: The table.\n\n*Required.* []", await DocAsync(new DocIdent.Field("Grant", "on")));
        Assert.Equal("Power: Change what is there. []", await DocAsync(new DocIdent.EnumVariant("Power", "Writer")));
        Assert.Equal("none", await DocAsync(new DocIdent.Field("Role", "nothing")));

        async Task<string> DocAsync(DocIdent ident)
            => await host.Connector.DocstringAsync(Address.Parse(Ann), ident, Cancellation) is { } doc
                ? $"{doc.Type}: {doc.Markdown} [{string.Join(' ', doc.Fields)}]"
                : "none";
    }
}
