using System.Collections.Concurrent;
using Autoschematic.Protocol;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>A peer with streams whose every answer the test gives, on a socket.</summary>
internal sealed class ManyServer : Connector.ConnectorBase, IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("many").FullName;
    private WebApplication? server;

    public string Socket => System.IO.Path.Combine(folder, "s");

    /// <summary>Addresses of single calls, and of requests on streams with the number of the stream.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>Answers a request on a stream; an <see cref="RpcException"/> breaks it.</summary>
    public Func<string, CancellationToken, Task<GetManyResponse>> OnStream { get; set; } = (address, _) => Task.FromResult(Answer(address));

    /// <summary>Answers a single call.</summary>
    public Func<string, CancellationToken, Task<GetResponse>> OnGet { get; set; } = (address, _) => Task.FromResult(Answer(address).Response);

    public int Streams { get; private set; }

    public static GetManyResponse Answer(string address)
        => new() { Addr = address, Response = new() { Exists = true, VirtAddr = $"of {address}" } };

    public async Task<ManyServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.ListenUnixSocket(Socket, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        server = builder.Build();
        server.MapGrpcService<ManyServer>();
        await server.StartAsync();
        return this;
    }

    public override Task<CapabilitiesResponse> Capabilities(Empty request, ServerCallContext context)
        => Task.FromResult(new CapabilitiesResponse { Revision = 1, MaxConcurrency = 64, Extensions = { "many" } });

    public override async Task<GetResponse> Get(GetRequest request, ServerCallContext context)
    {
        Seen.Enqueue(request.Addr);
        return await OnGet(request.Addr, context.CancellationToken);
    }

    public override async Task GetMany(
        IAsyncStreamReader<GetRequest> requestStream, IServerStreamWriter<GetManyResponse> responseStream, ServerCallContext context)
    {
        var number = ++Streams;
        var writing = new SemaphoreSlim(1);
        var answers = new List<Task>();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            Seen.Enqueue($"{number}: {request.Addr}");
            answers.Add(AnswerAsync(request.Addr));
        }

        await Task.WhenAll(answers);

        async Task AnswerAsync(string address)
        {
            GetManyResponse answer;
            try
            {
                answer = await OnStream(address, context.CancellationToken);
            }
            catch (RpcException)
            {
                context.GetHttpContext().Abort();
                return;
            }

            await writing.WaitAsync();
            await responseStream.WriteAsync(answer);
            writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
