using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Sdk.Hosting;

/// <summary>The service of the wire in front of a connector.</summary>
internal sealed class ConnectorEndpoint(
    IConnectorService connector, IHostApplicationLifetime lifetime, ILogger<ConnectorEndpoint> logger)
    : Wire.Connector.ConnectorBase
{
    private const string IdempotencyHeader = "autoschematic-idempotency-key";

    // For connectors that do not say how many calls at once are useful; as many as hosts send to those.
    private const int PlainConcurrency = 16;

    // Answers that wait until the host has read those before.
    private const int MostReady = 64;

    public override Task<Wire.VersionResponse> Version(Wire.Empty request, ServerCallContext context)
        => Task.FromResult(new Wire.VersionResponse { Version = CapabilityMessages.Version });

    public override Task<Wire.CapabilitiesResponse> Capabilities(Wire.Empty request, ServerCallContext context)
        => AnswerAsync(context, _ => Task.FromResult(CapabilityMessages.Capabilities(connector.Capabilities)));

    public override Task<Wire.Empty> Init(Wire.Empty request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
        {
            await connector.InitAsync(cancellationToken);
            return new Wire.Empty();
        });

    public override Task<Wire.FilterResponse> Filter(Wire.FilterRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
            new Wire.FilterResponse { Bitmask = (uint)await connector.FilterAsync(request.Addr, cancellationToken) });

    public override Task<Wire.ListResponse> List(Wire.ListRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
        {
            var response = new Wire.ListResponse();
            response.Addrs.AddRange(await connector.ListAsync(request.Subpath, cancellationToken));
            return response;
        });

    public override Task<Wire.SubpathsResponse> Subpaths(Wire.Empty request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
        {
            var response = new Wire.SubpathsResponse();
            response.Subpaths.AddRange(await connector.SubpathsAsync(cancellationToken));
            return response;
        });

    public override Task<Wire.GetResponse> Get(Wire.GetRequest request, ServerCallContext context)
        => AnswerAsync(context, cancellationToken => GetAsync(request, cancellationToken));

    public override Task<Wire.PlanResponse> Plan(Wire.PlanRequest request, ServerCallContext context)
        => AnswerAsync(context, cancellationToken => PlanAsync(request, cancellationToken));

    public override Task<Wire.OpExecResponse> OpExec(Wire.OpExecRequest request, ServerCallContext context)
        => AnswerWholeAsync(context, async cancellationToken =>
        {
            var key = context.RequestHeaders.GetValue(IdempotencyHeader);
            return ResponseMessages.Execute(
                await connector.ExecuteAsync(new ExecuteRequest(request.Addr, request.Op, key), cancellationToken));
        });

    public override Task<Wire.AddrVirtToPhyResponse> AddrVirtToPhy(Wire.AddrVirtToPhyRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
            ResponseMessages.Mapping(await connector.VirtualToPhysicalAsync(request.Addr, cancellationToken)));

    public override Task<Wire.AddrPhyToVirtResponse> AddrPhyToVirt(Wire.AddrPhyToVirtRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
            await connector.PhysicalToVirtualAsync(request.Addr, cancellationToken) is { } address
                ? new Wire.AddrPhyToVirtResponse { HasVirt = true, VirtAddr = address }
                : new Wire.AddrPhyToVirtResponse());

    public override Task<Wire.GetSkeletonsResponse> GetSkeletons(Wire.Empty request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
            ResponseMessages.Skeletons(await connector.SkeletonsAsync(cancellationToken)));

    public override Task<Wire.GetDocResponse> GetDocstring(Wire.GetDocRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
            ResponseMessages.Doc(RequestMessages.Ident(request.Ident) is { } ident
                ? await connector.DocstringAsync(request.Addr, ident, cancellationToken)
                : null));

    public override Task<Wire.EqResponse> Eq(Wire.EqRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken => new Wire.EqResponse
        {
            Equal = await connector.EqAsync(request.Addr, request.A.Memory, request.B.Memory, cancellationToken),
        });

    public override Task<Wire.DiagResponse> Diag(Wire.DiagRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
            ResponseMessages.Diagnostics(await connector.DiagAsync(request.Addr, request.A.Memory, cancellationToken)));

    public override Task<Wire.TaskExecResponse> TaskExec(Wire.TaskExecRequest request, ServerCallContext context)
        => AnswerWholeAsync(context, async cancellationToken =>
            ResponseMessages.Task(await connector.RunTaskAsync(RequestMessages.Task(request), cancellationToken)));

    public override Task<Wire.UnbundleResponse> Unbundle(Wire.UnbundleRequest request, ServerCallContext context)
        => AnswerAsync(context, async cancellationToken =>
            ResponseMessages.Children(await connector.UnbundleAsync(request.Addr, request.Bundle.Memory, cancellationToken)));

    public override Task GetMany(
        IAsyncStreamReader<Wire.GetRequest> requestStream,
        IServerStreamWriter<Wire.GetManyResponse> responseStream,
        ServerCallContext context)
        => AnswerManyAsync(requestStream, responseStream, context, async (request, cancellationToken) =>
        {
            try
            {
                return new Wire.GetManyResponse { Addr = request.Addr, Response = await GetAsync(request, cancellationToken) };
            }
            catch (Exception error) when (IsStatus(error))
            {
                return new Wire.GetManyResponse { Addr = request.Addr };
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                return new Wire.GetManyResponse { Addr = request.Addr, Error = Logged(error) };
            }
        });

    public override Task PlanMany(
        IAsyncStreamReader<Wire.PlanRequest> requestStream,
        IServerStreamWriter<Wire.PlanManyResponse> responseStream,
        ServerCallContext context)
        => AnswerManyAsync(requestStream, responseStream, context, async (request, cancellationToken) =>
        {
            try
            {
                return new Wire.PlanManyResponse { Addr = request.Addr, Response = await PlanAsync(request, cancellationToken) };
            }
            catch (Exception error) when (IsStatus(error))
            {
                return new Wire.PlanManyResponse { Addr = request.Addr };
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                return new Wire.PlanManyResponse { Addr = request.Addr, Error = Logged(error) };
            }
        });

    private async Task<Wire.GetResponse> GetAsync(Wire.GetRequest request, CancellationToken cancellationToken)
        => ResponseMessages.Get(await connector.GetAsync(request.Addr, cancellationToken));

    private async Task<Wire.PlanResponse> PlanAsync(Wire.PlanRequest request, CancellationToken cancellationToken)
        => ResponseMessages.Plan(await connector.PlanAsync(RequestMessages.Plan(request), cancellationToken));

    private Task<T> AnswerAsync<T>(ServerCallContext context, Func<CancellationToken, Task<T>> answer)
        => AnswerAsync(context, answer, context.CancellationToken);

    // A host that gives up or dies must not leave the remote side half changed: only the end of this process does.
    private Task<T> AnswerWholeAsync<T>(ServerCallContext context, Func<CancellationToken, Task<T>> answer)
        => AnswerAsync(context, answer, lifetime.ApplicationStopped);

    private async Task<T> AnswerAsync<T>(
        ServerCallContext context, Func<CancellationToken, Task<T>> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer(cancellationToken);
        }
        catch (RpcException)
        {
            throw;
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The host gave the call up"));
        }
        catch (Exception error) when (IsMissing(error))
        {
            // No error detail: the status alone tells a host that the method is missing.
            throw new RpcException(new Status(StatusCode.Unimplemented, error.Message));
        }
        catch (Exception error)
        {
            Logged(error);
            throw ErrorTrailers.ToRpc(error);
        }
    }

    private async Task AnswerManyAsync<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        ServerCallContext context,
        Func<TRequest, CancellationToken, Task<TResponse>> answer)
    {
        // A stream takes one message at a time; answers go out in the order in which they are ready.
        var ready = Channel.CreateBounded<TResponse>(new BoundedChannelOptions(MostReady) { SingleReader = true });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = connector.Capabilities.MaxConcurrency is > 0 and var declared ? declared : PlainConcurrency,
            CancellationToken = ending.Token,
        };
        var writing = WriteAsync(ready.Reader, responses, ending);
        try
        {
            await Parallel.ForEachAsync(
                requests.ReadAllAsync(ending.Token),
                options,
                async (request, cancellationToken) => await ready.Writer.WriteAsync(await answer(request, cancellationToken), cancellationToken));
        }
        catch (Exception) when (ending.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            // What went wrong with writing says why, and the host asks again for what was under way.
        }
        finally
        {
            ready.Writer.Complete();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await writing;
    }

    private static async Task WriteAsync<T>(ChannelReader<T> ready, IServerStreamWriter<T> responses, CancellationTokenSource ending)
    {
        var (one, more) = (new WriteOptions(), new WriteOptions(WriteFlags.BufferHint));
        try
        {
            while (await ready.WaitToReadAsync(ending.Token))
            {
                while (ready.TryRead(out var response))
                {
                    // What is followed by another one at once travels together with it.
                    responses.WriteOptions = ready.TryPeek(out _) ? more : one;
                    await responses.WriteAsync(response, ending.Token);
                }
            }
        }
        catch
        {
            // After an answer that cannot be written no other one is.
            await ending.CancelAsync();
            throw;
        }
    }

    // Among many it is neither an answer nor an error: asked by itself, the status says what is missing, or what went wrong.
    private static bool IsStatus(Exception error) => IsMissing(error) || error is RpcException;

    private static bool IsMissing(Exception error) => error is UnimplementedMethodException or NotImplementedException;

    /// <summary>The detail of an error; one the connector did not foresee leaves its stack in the log.</summary>
    private Wire.ErrorDetail Logged(Exception error)
    {
        if (error is not (ConnectorServiceException or UnimplementedMethodException))
        {
            logger.LogError(error, "A method of the connector failed");
        }

        return ErrorTrailers.ToDetail(error);
    }
}
