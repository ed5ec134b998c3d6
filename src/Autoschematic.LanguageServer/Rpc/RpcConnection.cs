using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Autoschematic.LanguageServer.Rpc;

/// <summary>
/// A JSON-RPC 2.0 connection: messages are looked at one by one, requests then run beside each other and can be
/// cancelled, and the server asks the client in the same way.
/// </summary>
internal sealed class RpcConnection(Stream input, Stream output)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private readonly MessageReader reader = new(input);
    private readonly MessageWriter writer = new(output);
    private readonly ConcurrentDictionary<RequestId, CancellationTokenSource> running = new();
    private readonly ConcurrentDictionary<RequestId, Task> answering = new();
    private readonly ConcurrentDictionary<RequestId, TaskCompletionSource<JsonElement>> asked = new();
    private int lastAsked;

    public RpcMethods Methods { get; } = new();

    /// <summary>Says whether a method may be called now; null when it may.</summary>
    public Func<string, RpcException?> Admit { get; set; } = _ => null;

    /// <summary>Told of failures that nobody expected, with the method that had them.</summary>
    public Action<string, Exception> OnBug { get; set; } = (_, _) => { };

    /// <summary>Serves the client until it says the end or goes away.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var writing = writer.RunAsync(CancellationToken.None);
        try
        {
            // A stream that nothing comes from does not mind being cancelled, so the wait for it ends instead.
            while (await reader.ReadAsync(cancellationToken).AsTask().WaitAsync(cancellationToken) is { } message)
            {
                Take(message);
            }
        }
        catch (IOException)
        {
            // A client that closes its end roughly is gone all the same.
        }
        finally
        {
            foreach (var cancellation in running.Values)
            {
                await cancellation.CancelAsync();
            }

            foreach (var answer in asked.Values)
            {
                answer.TrySetCanceled(CancellationToken.None);
            }

            // Who says `exit` right after `shutdown` still gets the answer to that.
            await Task.WhenAll(answering.Values).WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            writer.End();
            await writing.WaitAsync(Farewell, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Tells the client something.</summary>
    public void Notify<T>(string method, T parameters, JsonTypeInfo<T> type)
        => Send(json =>
        {
            json.WriteString("method", method);
            json.WritePropertyName("params");
            RpcMethods.WriteValue(json, parameters, type);
        });

    /// <summary>Asks the client something; an answer that is an error is thrown.</summary>
    public async Task<TResult?> AskAsync<TParameters, TResult>(
        string method,
        TParameters parameters,
        JsonTypeInfo<TParameters> parametersType,
        JsonTypeInfo<TResult> resultType,
        CancellationToken cancellationToken)
    {
        var id = new RequestId(Interlocked.Increment(ref lastAsked).ToString(CultureInfo.InvariantCulture));
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[id] = answer;
        try
        {
            Send(json =>
            {
                WriteId(json, id);
                json.WriteString("method", method);
                json.WritePropertyName("params");
                RpcMethods.WriteValue(json, parameters, parametersType);
            });
            var result = await answer.Task.WaitAsync(cancellationToken);
            return result.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? default : result.Deserialize(resultType);
        }
        finally
        {
            asked.TryRemove(id, out _);
        }
    }

    // Whatever a message holds, the next one is looked at.
    private void Take(byte[] message)
    {
        try
        {
            Handle(Utf8.IsValid(message) ? message : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message)));
        }
        catch (Exception exception)
        {
            Fail(null, Explain("a message", exception));
        }
    }

    private void Handle(byte[] message)
    {
        LoneSurrogates.Mend(message);
        JsonElement json;
        try
        {
            // The document lives as long as the request does, so it has memory of its own.
            json = JsonDocument.Parse(message).RootElement;
        }
        catch (JsonException exception)
        {
            Fail(null, new(RpcErrorCode.ParseError, $"The message is not JSON: {exception.Message}"));
            return;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            Fail(null, new(RpcErrorCode.InvalidRequest, "A message must be one JSON object"));
            return;
        }

        var id = RequestId.Of(json);
        if (!json.TryGetProperty("method", out var named) || named.ValueKind != JsonValueKind.String)
        {
            TakeAnswer(id, json);
            return;
        }

        var method = named.GetString()!;
        json.TryGetProperty("params", out var parameters);
        if (id is { } request)
        {
            StartRequest(request, method, parameters);
        }
        else
        {
            HandleNotification(method, parameters);
        }
    }

    private void HandleNotification(string method, JsonElement parameters)
    {
        if (method == "$/cancelRequest")
        {
            if (RequestId.Of(parameters) is { } id && running.TryGetValue(id, out var cancellation))
            {
                // A handler must not run on, and hold up, the loop that reads the messages.
                _ = cancellation.CancelAsync();
            }
        }
        else if (Methods.FindNotification(method) is { } handle && Admit(method) is null)
        {
            try
            {
                handle(parameters);
            }
            catch (Exception exception)
            {
                OnBug(method, exception);
            }
        }
    }

    private void StartRequest(RequestId id, string method, JsonElement parameters)
    {
        var cancellation = new CancellationTokenSource();
        try
        {
            var prepare = Methods.FindRequest(method);
            if (Admit(method) is { } refusal)
            {
                throw refusal;
            }

            var work = (prepare ?? throw new RpcException(RpcErrorCode.MethodNotFound, $"There is no method `{method}`"))(parameters);
            if (!running.TryAdd(id, cancellation))
            {
                throw new RpcException(RpcErrorCode.InvalidRequest, $"A request with the id {id.Json} is still running");
            }

            var answer = Task.Run(() => AnswerAsync(id, method, work, cancellation), CancellationToken.None);
            answering[id] = answer;
            if (answer.IsCompleted)
            {
                answering.TryRemove(new(id, answer));
            }
        }
        catch (Exception exception)
        {
            Fail(id, Explain(method, exception));
        }
    }

    private async Task AnswerAsync(
        RequestId id, string method, Func<CancellationToken, Task<Action<Utf8JsonWriter>>> work, CancellationTokenSource cancellation)
    {
        try
        {
            var write = await work(cancellation.Token);
            Send(json =>
            {
                WriteId(json, id);
                json.WritePropertyName("result");
                write(json);
            });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Fail(id, new(RpcErrorCode.RequestCancelled, "The request was cancelled"));
        }
        catch (Exception exception)
        {
            Fail(id, Explain(method, exception));
        }
        finally
        {
            // It is not disposed, since the client may be cancelling it just now; without a timer it holds nothing.
            running.TryRemove(id, out _);
            answering.TryRemove(id, out _);
        }
    }

    private void TakeAnswer(RequestId? id, JsonElement json)
    {
        if (id is not { } known || !asked.TryGetValue(known, out var answer))
        {
            Fail(id, new(RpcErrorCode.InvalidRequest, "A message must have a `method`, or answer a request of the server"));
        }
        else if (json.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
        {
            var text = error.TryGetProperty("message", out var message) ? message.ToString() : "no reason given";
            answer.TrySetException(new RpcException(RpcErrorCode.RequestFailed, text));
        }
        else
        {
            answer.TrySetResult(json.TryGetProperty("result", out var result) ? result : default);
        }
    }

    private RpcException Explain(string method, Exception exception)
    {
        if (exception is RpcException expected)
        {
            return expected;
        }

        OnBug(method, exception);
        return new(RpcErrorCode.InternalError, $"This is a bug in the language server: {exception.GetType().Name} in `{method}`");
    }

    private void Fail(RequestId? id, RpcException error)
        => Send(json =>
        {
            if (id is { } known)
            {
                WriteId(json, known);
            }
            else
            {
                json.WriteNull("id");
            }

            json.WriteStartObject("error");
            json.WriteNumber("code", (int)error.Code);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        });

    private void Send(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            write(json);
            json.WriteEndObject();
        }

        writer.Send(buffer.WrittenSpan.ToArray());
    }

    private static void WriteId(Utf8JsonWriter json, RequestId id)
    {
        json.WritePropertyName("id");
        json.WriteRawValue(id.Json);
    }
}
