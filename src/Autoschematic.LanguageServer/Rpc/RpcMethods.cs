using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Autoschematic.LanguageServer.Rpc;

/// <summary>What the server answers to: each method with how its parameters are read and its result is written.</summary>
internal sealed class RpcMethods
{
    private static readonly JsonElement NoParameters = JsonDocument.Parse("{}").RootElement;
    private readonly Dictionary<string, Func<JsonElement, Func<CancellationToken, Task<Action<Utf8JsonWriter>>>>> requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<JsonElement>> notifications = new(StringComparer.Ordinal);

    /// <summary>
    /// Adds a request. It is prepared in the order of the messages, when the documents are as the client meant
    /// them, and its work may then take its time beside everything else.
    /// </summary>
    public void OnRequest<TParameters, TResult>(
        string method,
        JsonTypeInfo<TParameters> parameters,
        JsonTypeInfo<TResult> result,
        Func<TParameters, Func<CancellationToken, Task<TResult>>> prepare)
        => requests.Add(method, json =>
        {
            var work = prepare(Read(json, parameters));
            return async cancellationToken =>
            {
                var answer = await work(cancellationToken);
                return writer => WriteValue(writer, answer, result);
            };
        });

    /// <summary>Adds a notification, which is handled before the next message is looked at.</summary>
    public void OnNotification<TParameters>(string method, JsonTypeInfo<TParameters> parameters, Action<TParameters> handle)
        => notifications.Add(method, json => handle(Read(json, parameters)));

    public Func<JsonElement, Func<CancellationToken, Task<Action<Utf8JsonWriter>>>>? FindRequest(string method)
        => requests.GetValueOrDefault(method);

    public Action<JsonElement>? FindNotification(string method) => notifications.GetValueOrDefault(method);

    public static void WriteValue<T>(Utf8JsonWriter writer, T value, JsonTypeInfo<T> type)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, value, type);
        }
    }

    private static T Read<T>(JsonElement json, JsonTypeInfo<T> type)
    {
        try
        {
            var given = json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? NoParameters : json;
            return given.Deserialize(type) ?? throw new RpcException(RpcErrorCode.InvalidParams, "The parameters are null");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new RpcException(RpcErrorCode.InvalidParams, $"The parameters cannot be read: {exception.Message}");
        }
    }
}
