using Autoschematic.Postgres.Tests.Harness;
using Autoschematic.Sdk;
using Npgsql;

namespace Autoschematic.Postgres.Tests;

/// <summary>Roles of a real server.</summary>
[Collection(PostgresServer.Collection)]
public sealed class RoleTests(PostgresServer server)
{
    private const string App = "postgres/roles/app.ron";

    [Fact]
    public async Task Role_is_created_changed_and_dropped()
    {
        await using var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE ROLE readers; CREATE ROLE writers");

        Assert.Equal(["Create role `app`"], await connector.ApplyAsync(App, """
            Role(
                login: true,
                connection_limit: 5,
                valid_until: "2030-01-31 01:00+01",
                member_of: ["readers", "writers"],
                admin_of: ["writers"],
                settings: {"statement_timeout": "30s", "search_path": "\"$user\", sales"},
                comment: "The application's own",
            )
            """));
        Assert.Equal(
            """
            Role(
                login: true,
                connection_limit: 5,
                valid_until: "2030-01-31T00:00:00Z",
                member_of: [
                    "readers",
                    "writers",
                ],
                admin_of: [
                    "writers",
                ],
                settings: {
                    "search_path": "\"$user\", sales",
                    "statement_timeout": "30s",
                },
                comment: "The application's own",
            )

            """,
            await connector.GetAsync(App));

        Assert.Equal(
            ["Update role `app`: set `create_database` from false to true; set `connection_limit` from 5 to 7; remove `valid_until`, which is \"2030-01-31T00:00:00Z\"; "
                + "remove \"readers\" from `member_of`; remove \"writers\" from `admin_of`; remove `settings.search_path`, which is \"\\\"$user\\\", sales\"; "
                + "set `comment` from \"The application's own\" to \"Theirs\""],
            await connector.ApplyAsync(App, """
                Role(login: true, create_database: true, connection_limit: 7, member_of: ["writers"], settings: {"statement_timeout": "30s"}, comment: "Theirs")
                """));
        Assert.Equal(["Delete role `app`"], await connector.ApplyAsync(App, null));
        Assert.Empty(await server.TextsAsync("postgres", "SELECT 'there' FROM pg_roles WHERE rolname = 'app'"));
    }

    [Fact]
    public async Task Password_comes_from_a_variable_and_is_seen_nowhere()
    {
        const string Secret = "correct-horse-battery";
        await using var connector = await TestConnector.StartAsync(server, ("APP_PASSWORD", Secret));
        const string Body = "Role(\n    login: true,\n    secret_ref: \"APP_PASSWORD\",\n    comment: \"Ours\",\n)\n";

        var op = Assert.Single(await connector.PlanAsync(App, null, Body));
        Assert.DoesNotContain(Secret, op.Definition + op.Message, StringComparison.Ordinal);
        await connector.ApplyAsync(App, Body);

        Assert.Equal(Body, await connector.GetAsync(App));
        Assert.Equal("Ours\nsecret_ref: APP_PASSWORD", await server.TextAsync("postgres", "SELECT shobj_description('app'::regrole, 'pg_authid')"));
        Assert.Equal("app", await LoginAsync(Secret));

        // Somebody else sets another one: the file no longer says what is.
        await server.ExecuteAsync("postgres", "ALTER ROLE app PASSWORD 'something-else'");
        Assert.Equal(Body.Replace("    secret_ref: \"APP_PASSWORD\",\n", "", StringComparison.Ordinal), await connector.GetAsync(App));
        Assert.Equal(["Update role `app`: set `secret_ref` to \"APP_PASSWORD\""], await connector.ApplyAsync(App, Body));
        Assert.Equal("app", await LoginAsync(Secret));
        Assert.Equal(
            ["Update role `app`: remove `secret_ref`, which is \"APP_PASSWORD\""],
            await connector.ApplyAsync(App, "Role(login: true, comment: \"Ours\")"));
        await Assert.ThrowsAsync<PostgresException>(() => LoginAsync(Secret));
    }

    [Fact]
    public async Task Password_that_is_not_there_is_an_error_of_the_plan()
    {
        await using var connector = await TestConnector.StartAsync(server);
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.PlanAsync(App, null, "Role(\n    secret_ref: \"APP_PASSWORD\",\n)"));
        Assert.Equal(
            "postgres/roles/app.ron:2:17: The environment variable `APP_PASSWORD` is not set (add `\"APP_PASSWORD\": \"env://APP_PASSWORD\"` or a `secret://` to the connector's `env`)",
            error.Message);
        Assert.Equal(ConnectorErrorCode.InvalidBody, error.Code);
    }

    [Fact]
    public async Task Wrong_bodies_are_told_with_their_places()
    {
        await using var connector = TestConnector.With();
        Assert.Equal(
            [
                "2:23-2:25 A limit cannot be negative; leave it out for none",
                "3:18-3:24 `soon` is no time such as `2030-01-31T00:00:00Z`",
                "4:17-4:26 This is not the name of an environment variable, such as `APP_PASSWORD`; a password never stands in a file",
                "5:15-5:20 `x` has to stand in `member_of` too",
            ],
            await connector.DiagAsync(App, "Role(\n    connection_limit: -1,\n    valid_until: \"soon\",\n    secret_ref: \"hunter2\",\n    admin_of: [\"x\"],\n)"));
        var unknown = Assert.Single(await connector.DiagAsync(App, "Role(password: \"hunter2\")"));
        Assert.StartsWith("1:6-1:14 Unknown field `password` in `Role`", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_names_are_quoted_and_written_otherwise_where_they_must()
    {
        await using var connector = await TestConnector.StartAsync(server);
        await server.ExecuteAsync("postgres", "CREATE ROLE \"a/b\"; CREATE ROLE \"O\"\"Neil; DROP ROLE x\" LOGIN");
        var listed = (await connector.ListAsync()).Where(address => address.StartsWith("postgres/roles/", StringComparison.Ordinal));
        Assert.Equal(["postgres/roles/O\"Neil; DROP ROLE x.ron", "postgres/roles/a%2Fb.ron", "postgres/roles/postgres.ron"], listed);
        Assert.Single(await connector.ApplyAsync("postgres/roles/O\"Neil; DROP ROLE x.ron", "Role(comment: \"'quoted'\")"));
        Assert.Single(await connector.ApplyAsync("postgres/roles/a%2Fb.ron", null));
    }

    private async Task<string> LoginAsync(string password)
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={server.Port};Username=app;Password={password};Database=postgres;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT current_user::text", connection);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
