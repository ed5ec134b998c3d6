using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Autoschematic.Sdk.Hosting;

/// <summary>Runs a connector as the program that the host starts: `await ConnectorHost.RunAsync&lt;MyConnector&gt;(args)`.</summary>
public static class ConnectorHost
{
    private const int Failed = 1;
    private const int Usage = 2;

    /// <summary>Serves the connector on the socket that the arguments name until it is told to stop.</summary>
    /// <typeparam name="T">The connector; its constructor may take a <see cref="ConnectorContext"/>, loggers and services.</typeparam>
    /// <param name="args">The program's arguments: `SHORTNAME PREFIX SOCKET ERROR-DUMP`, after any of its own.</param>
    /// <param name="configureServices">Registers services that the connector's constructor takes.</param>
    /// <param name="cancellationToken">Stops the connector, like SIGTERM.</param>
    /// <returns>The exit code, which is also set as the process's own.</returns>
    public static async Task<int> RunAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        string[] args,
        Action<IServiceCollection>? configureServices = null,
        CancellationToken cancellationToken = default)
        where T : class, IConnectorService
    {
        if (ConnectorArguments.TryParse(args) is not { } arguments)
        {
            FatalErrors.Print("This program is a connector; Autoschematic starts it as `SHORTNAME PREFIX SOCKET ERROR-DUMP`");
            return Environment.ExitCode = Usage;
        }

        try
        {
            await using var server = ConnectorServer.Create<T>(arguments, configureServices);

            // Made before the socket is there, so that a failing constructor is told as such.
            server.Services.GetRequiredService<IConnectorService>();
            await server.RunAsync(cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception error)
        {
            FatalErrors.Report(arguments, error);
            return Environment.ExitCode = Failed;
        }
    }
}
