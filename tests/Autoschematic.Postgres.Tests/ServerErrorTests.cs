using Autoschematic.Postgres.Tests.Harness;
using Autoschematic.Sdk;

namespace Autoschematic.Postgres.Tests;

/// <summary>What is said when the server cannot be used.</summary>
[Collection(PostgresServer.Collection)]
public sealed class ServerErrorTests(PostgresServer server)
{
    [Fact]
    public async Task Bad_settings_are_told_without_their_values()
    {
        await FailsAsync("Neither `POSTGRES_URL` nor `PGHOST` is set (name one of them in the connector's `env`)");
        await FailsAsync("`POSTGRES_URL` is not of the form `postgres://user:password@host:5432/postgres`", ("POSTGRES_URL", "mysql://me:hunter2@there"));
        await FailsAsync("`POSTGRES_URL` has the option `x`, and only `sslmode` is known", ("POSTGRES_URL", "postgres://me:hunter2@there/db?x=y"));
        await FailsAsync("`PGPORT` is `many`, which is no port", ("PGHOST", "there"), ("PGPORT", "many"));
        await FailsAsync("There is no sslmode `maybe` (there are disable, allow, prefer, require, verify-ca and verify-full)", ("PGHOST", "there"), ("PGSSLMODE", "maybe"));
    }

    [Fact]
    public async Task Server_that_is_not_there_or_lets_nobody_in_is_told()
    {
        await server.ResetAsync();
        await FailsAsync(
            "PostgreSQL at 127.0.0.1:1 cannot be reached: Connection refused (is it running, and are `POSTGRES_URL` or `PGHOST` and `PGPORT` right?)",
            ("PGHOST", "127.0.0.1"), ("PGPORT", "1"));
        await FailsAsync(
            $"PostgreSQL at 127.0.0.1:{server.Port} does not let `postgres` in: password authentication failed for user \"postgres\" (check the user, the password and pg_hba.conf)",
            ("POSTGRES_URL", $"postgres://postgres:wrong@127.0.0.1:{server.Port}/postgres"));
        await FailsAsync(
            $"PostgreSQL at 127.0.0.1:{server.Port} wants a password for `postgres` (set `PGPASSWORD`, or name it in `POSTGRES_URL`)",
            ("PGHOST", "127.0.0.1"), ("PGPORT", $"{server.Port}"));
        await FailsAsync(
            $"PostgreSQL at 127.0.0.1:{server.Port} has no database `nowhere` (create it, or name another one in `POSTGRES_URL` or `PGDATABASE`)",
            ("POSTGRES_URL", server.Url.Replace("/postgres", "/nowhere", StringComparison.Ordinal).Replace("//nowhere:", "//postgres:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Missing_privileges_are_told_with_who_misses_them()
    {
        await server.ResetAsync();
        await server.ExecuteAsync("postgres", "CREATE ROLE clerk LOGIN PASSWORD 'clerk-1'");
        await server.ExecuteAsync("postgres", "CREATE DATABASE shop");
        await using var connector = TestConnector.With(("POSTGRES_URL", $"postgres://clerk:clerk-1@127.0.0.1:{server.Port}/postgres"));
        await connector.InitAsync();
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.ApplyAsync("postgres/roles/x.ron", "Role()"));
        Assert.Equal(
            "`clerk` may not do this in the database `postgres`: permission denied to create role (grant it, or connect as the owner or a superuser)", error.Message);
        Assert.Equal(ConnectorErrorCode.Auth, error.Code);
        error = await Assert.ThrowsAsync<ConnectorServiceException>(() => connector.PlanAsync(
            "postgres/databases/shop/schemas/public/tables/t.sql", "CREATE TABLE t (id int)", "CREATE TABLE t (id bigint)"));
        Assert.Equal(
            "`clerk` may not do this in the database `shop`: permission denied for database shop (grant it, or connect as the owner or a superuser)", error.Message);
    }

    [Fact]
    public async Task Database_that_is_missing_is_told_with_the_file_that_makes_it()
    {
        await using var connector = await TestConnector.StartAsync(server);
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(
            () => connector.ApplyAsync("postgres/databases/nowhere/schemas/sales.ron", "Schema(owner: \"postgres\")"));
        Assert.Equal(
            $"PostgreSQL at 127.0.0.1:{server.Port} has no database `nowhere` (add the file `postgres/databases/nowhere.ron`, or correct the folder's name)", error.Message);
        error = await Assert.ThrowsAsync<ConnectorServiceException>(
            () => connector.ApplyAsync("postgres/databases/postgres/grants/nobody.ron", "DatabaseGrants(database: [Connect])"));
        Assert.Equal(
            "Something that is needed does not exist: role \"nobody\" does not exist (create it first, or apply its file together with this one)", error.Message);
    }

    [Theory]
    [InlineData("postgres://postgres:wrong-password-1@127.0.0.1:[PORT]/postgres", "does not let `postgres` in: password authentication failed for user \"postgres\"", "check the user, the password and pg_hba.conf")]
    [InlineData("postgres://postgres:wrong-password-1@127.0.0.1:1/postgres", "cannot be reached: Connection refused", "is it running, and are `POSTGRES_URL` or `PGHOST` and `PGPORT` right?")]
    public async Task Command_says_why_and_what_to_do_once_and_no_password(string url, string sentence, string hint)
    {
        await server.ResetAsync();
        using var cli = new CommandLine(url.Replace("[PORT]", $"{server.Port}", StringComparison.Ordinal));
        foreach (var command in new[] { "import", "drift" })
        {
            cli.Files.Stage("main/postgres/roles/app.ron", "Role(secret_ref: \"APP_PASSWORD\")\n");
            var run = (await cli.RunAsync(command)).Expect(1);
            Assert.Equal(2, run.Error.Split(sentence).Length);
            Assert.Contains(hint, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong-password-1", run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    private static async Task FailsAsync(string message, params (string Name, string Value)[] variables)
    {
        await using var connector = TestConnector.With(variables);
        var error = await Assert.ThrowsAsync<ConnectorServiceException>(connector.InitAsync);
        Assert.Equal(message, error.Message);
        Assert.All(["hunter2", "wrong", PostgresServer.Password], secret => Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal));
    }
}
