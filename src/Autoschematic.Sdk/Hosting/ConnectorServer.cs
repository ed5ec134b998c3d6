using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Autoschematic.Sdk.Hosting;

/// <summary>The gRPC server around one connector.</summary>
internal static class ConnectorServer
{
    /// <summary>The largest request and reply.</summary>
    public const int MaxMessageBytes = 64 * 1024 * 1024;

    // The host kills what has not stopped after five seconds.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(4);

    public static WebApplication Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        ConnectorArguments arguments, Action<IServiceCollection>? configureServices)
        where T : class, IConnectorService
    {
        // The working directory is the user's repository, whose files are no configuration of this program.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(options => Listen(options, arguments.Socket));
        ConfigureLogging(builder.Logging);

        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopPatience);
        builder.Services.AddSingleton(arguments.Context);
        builder.Services.AddSingleton<IConnectorService, T>();
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxMessageBytes;
            options.MaxSendMessageSize = MaxMessageBytes;
        });
        // A server that answers is healthy; services may register checks of their own.
        builder.Services.AddGrpcHealthChecks().AddCheck("serving", () => HealthCheckResult.Healthy());
        configureServices?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapGrpcService<ConnectorEndpoint>();
        app.MapGrpcHealthChecksService();
        return app;
    }

    private static void Listen(KestrelServerOptions options, string socket)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = null;

        // A body that comes slowly comes from a busy host, not from an attacker.
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.Http2.InitialConnectionWindowSize = 16 * 1024 * 1024;
        options.Limits.Http2.InitialStreamWindowSize = 4 * 1024 * 1024;
        options.ListenUnixSocket(socket, listen => listen.Protocols = HttpProtocols.Http2);
    }

    private static void ConfigureLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
