using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Autoschematic.TestClouds;

/// <summary>What can be asked of a cloud and done to it in one transaction.</summary>
internal sealed class CloudSession(SqliteConnection connection, SqliteTransaction transaction)
{
    /// <summary>Objects in ordinal order whose addresses begin so, without those that fade away.</summary>
    public IReadOnlyList<CloudObject> Objects(string under = "")
        => Query(
            "SELECT address, body, name FROM objects WHERE fading = 0 AND substr(address, 1, length($under)) = $under ORDER BY address",
            ReadObject,
            ("$under", under));

    /// <summary>Addresses under a folder of those objects whose JSON bodies have that value in a field.</summary>
    public IReadOnlyList<string> Users(string under, string field, string value)
        => Query(
            """
            SELECT address FROM objects
            WHERE fading = 0 AND substr(address, 1, length($under)) = $under
                AND CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.' || $field) = $value ELSE 0 END
            ORDER BY address
            """,
            row => row.GetString(0),
            ("$under", under),
            ("$field", field),
            ("$value", value));

    /// <summary>Addresses that are a path or stand below it, in ordinal order, those of objects that fade away included.</summary>
    public IReadOnlyList<string> Addresses(string path)
        => Query(
            """
            SELECT address FROM objects
            WHERE $path = '' OR address = $path OR substr(address, 1, length($path) + 1) = $path || '/'
            ORDER BY address
            """,
            row => row.GetString(0),
            ("$path", path));

    public CloudObject? Find(string address)
        => Query("SELECT address, body, name FROM objects WHERE address = $address AND fading = 0", ReadObject, ("$address", address))
            .SingleOrDefault();

    /// <summary>How many more times a deleted object is still given; 0 for one that is there or never was.</summary>
    public int FadingOf(string address)
        => (int)Number("SELECT fading FROM objects WHERE address = $address", ("$address", address));

    /// <summary>The body of an object that was deleted, which fades a little by that.</summary>
    public CloudObject? ReadFading(string address)
    {
        var found = Query("SELECT address, body, name FROM objects WHERE address = $address AND fading > 0", ReadObject, ("$address", address))
            .SingleOrDefault();
        Run("DELETE FROM objects WHERE address = $address AND fading = 1", ("$address", address));
        Run("UPDATE objects SET fading = fading - 1 WHERE address = $address AND fading > 1", ("$address", address));
        return found;
    }

    /// <summary>Puts an object there; one that exists keeps the name it was made with unless there is a new one.</summary>
    public void Put(CloudObject item)
        => Run(
            """
            INSERT INTO objects (address, body, name) VALUES ($address, $body, $name)
            ON CONFLICT (address) DO UPDATE SET body = excluded.body, name = coalesce(excluded.name, name), fading = 0
            """,
            ("$address", item.Address),
            ("$body", item.Body),
            ("$name", item.Name));

    /// <summary>Removes an object, which is still given that many times.</summary>
    public bool Remove(string address, int fading = 0)
        => fading > 0
            ? Run("UPDATE objects SET fading = $fading WHERE address = $address AND fading = 0", ("$address", address), ("$fading", fading)) > 0
            : Run("DELETE FROM objects WHERE address = $address", ("$address", address)) > 0;

    /// <summary>The next number for ids of a kind, never given before.</summary>
    public long NextNumber(string kind)
        => Number("INSERT INTO ids VALUES ($kind, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last", ("$kind", kind));

    public long AddCall(string op, string address, string? key, int process)
        => Number(
            "INSERT INTO calls (process, op, address, key, outcome) VALUES ($process, $op, $address, $key, 'Arrived') RETURNING number",
            ("$process", process),
            ("$op", op),
            ("$address", address),
            ("$key", key));

    /// <summary>Says how a call came out; what is said first stays.</summary>
    public void EndCall(long number, CallOutcome outcome, string? subject)
        => Run(
            "UPDATE calls SET outcome = $outcome, subject = $subject WHERE number = $number AND outcome = 'Arrived'",
            ("$number", number),
            ("$outcome", outcome.ToString()),
            ("$subject", subject));

    public IReadOnlyList<CloudCall> Calls()
        => Query(
            "SELECT number, process, op, address, subject, key, outcome FROM calls ORDER BY number",
            row => new CloudCall(
                row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetString(3), Text(row, 4), Text(row, 5), Enum.Parse<CallOutcome>(row.GetString(6))));

    public void ClearCalls() => Run("DELETE FROM calls; DELETE FROM reads");

    public void AddRead(string method, string address)
        => Run(
            "INSERT INTO reads VALUES ($method, $address, 1) ON CONFLICT (method, address) DO UPDATE SET count = count + 1",
            ("$method", method),
            ("$address", address));

    public IReadOnlyDictionary<string, int> Reads()
        => Query("SELECT method || ' ' || address, count FROM reads ORDER BY 1", row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)))
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>What an idempotency key was used for, or null.</summary>
    public string? SubjectOf(string key)
        => Query("SELECT subject FROM keys WHERE key = $key", row => row.GetString(0), ("$key", key)).SingleOrDefault();

    public void RememberKey(string key, string subject)
        => Run("INSERT OR IGNORE INTO keys VALUES ($key, $subject)", ("$key", key), ("$subject", subject));

    /// <summary>Counts one more of something, across all processes.</summary>
    public long Count(string name)
        => Number("INSERT INTO counts VALUES ($name, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value", ("$name", name));

    public void ForgetCounts() => Run("DELETE FROM counts");

    public string? Setting(CloudSetting setting)
        => Query("SELECT value FROM settings WHERE name = $name", row => row.GetString(0), ("$name", setting.ToString())).SingleOrDefault();

    /// <summary>Sets a setting; null gives it back to the environment.</summary>
    public void Set(CloudSetting setting, string? value)
    {
        Run("DELETE FROM settings WHERE name = $name", ("$name", setting.ToString()));
        if (value is not null)
        {
            Run("INSERT INTO settings VALUES ($name, $value)", ("$name", setting.ToString()), ("$value", value));
        }
    }

    private static CloudObject ReadObject(SqliteDataReader row) => new(row.GetString(0), row.GetFieldValue<byte[]>(1), Text(row, 2));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var rows = command.ExecuteReader();
        List<T> found = [];
        while (rows.Read())
        {
            found.Add(read(rows));
        }

        return found;
    }

    private long Number(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private int Run(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
