using System.Globalization;
using Autoschematic.Sdk;
using Npgsql;

namespace Autoschematic.Postgres.Server;

/// <summary>Where the server is and who talks to it, by the variables that its own programs know.</summary>
internal static class ServerSettings
{
    // The same texts whatever the role or the database have as their settings.
    private const string SessionOptions = "-c datestyle=ISO -c intervalstyle=postgres -c timezone=UTC -c extra_float_digits=1 -c quote_all_identifiers=off -c standard_conforming_strings=on";

    public static NpgsqlConnectionStringBuilder Read(Variables variables)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "autoschematic",
            SearchPath = "pg_catalog",
            Options = SessionOptions,
            MaxPoolSize = 8,
            Timeout = 15,
            CommandTimeout = 0,
            IncludeErrorDetail = true,
        };
        if (variables["POSTGRES_URL"] is { } url)
        {
            Take(settings, url);
        }
        else
        {
            settings.Host = variables["PGHOST"]
                ?? throw new ConnectorServiceException("Neither `POSTGRES_URL` nor `PGHOST` is set (name one of them in the connector's `env`)");
            settings.Port = variables["PGPORT"] is { } port ? PortOf(port, "PGPORT") : settings.Port;
        }

        settings.Username ??= variables["PGUSER"] ?? "postgres";
        settings.Password ??= variables["PGPASSWORD"];
        settings.Database ??= variables["PGDATABASE"] ?? "postgres";
        TakeSslMode(settings, variables["PGSSLMODE"]);
        return settings;
    }

    private static void Take(NpgsqlConnectionStringBuilder settings, string text)
    {
        // The text is not repeated: it may hold a password.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("postgres" or "postgresql") || url.Host.Length == 0)
        {
            throw new ConnectorServiceException("`POSTGRES_URL` is not of the form `postgres://user:password@host:5432/postgres`");
        }

        settings.Host = url.Host.Trim('[', ']');
        settings.Port = url.Port > 0 ? url.Port : settings.Port;
        var user = url.UserInfo.Split(':', 2);
        settings.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        settings.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        settings.Database = url.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(url.AbsolutePath[1..]) : null;
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (option.Split('=', 2) is not ["sslmode", var mode])
            {
                throw new ConnectorServiceException($"`POSTGRES_URL` has the option `{option.Split('=')[0]}`, and only `sslmode` is known");
            }

            TakeSslMode(settings, mode);
        }
    }

    private static void TakeSslMode(NpgsqlConnectionStringBuilder settings, string? mode)
    {
        if (mode is not null)
        {
            settings.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known)
                ? known
                : throw new ConnectorServiceException($"There is no sslmode `{mode}` (there are disable, allow, prefer, require, verify-ca and verify-full)");
        }
    }

    private static int PortOf(string text, string variable)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? port
            : throw new ConnectorServiceException($"`{variable}` is `{text}`, which is no port");
}
