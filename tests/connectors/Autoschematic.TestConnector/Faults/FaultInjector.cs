using System.Diagnostics;
using Autoschematic.Sdk;
using Autoschematic.TestClouds;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Autoschematic.TestConnector.Faults;

/// <summary>Lets the faults of a test happen.</summary>
internal sealed class FaultInjector(CloudDatabase database, IHttpContextAccessor requests)
{
    /// <summary>Faults of a call before it has done anything.</summary>
    public Task BeforeAsync(IReadOnlyList<Fault> faults, string method, string address, CancellationToken cancellationToken)
        => HappenAsync(faults.Where(fault => !fault.IsAfter), method, address, cancellationToken);

    /// <summary>Faults of a call that has done its work and would answer now.</summary>
    public Task AfterAsync(IReadOnlyList<Fault> faults, string method, string address, CancellationToken cancellationToken)
        => HappenAsync(faults.Where(fault => fault.IsAfter), method, address, cancellationToken);

    private async Task HappenAsync(IEnumerable<Fault> faults, string method, string address, CancellationToken cancellationToken)
    {
        foreach (var fault in faults.Where(fault => fault.Matches(method, address)).Where(IsItsTurn))
        {
            await HappenAsync(fault, method, address, cancellationToken);
        }
    }

    private bool IsItsTurn(Fault fault)
        => !fault.Turn.NeedsCount || fault.Turn.Includes(database.Write(session => session.Count(fault.Text)));

    private async Task HappenAsync(Fault fault, string method, string address, CancellationToken cancellationToken)
    {
        switch (fault.Action)
        {
            case FaultAction.Slow:
                await Task.Delay(fault.Milliseconds, cancellationToken);
                break;
            case FaultAction.Fail:
                throw new ConnectorServiceException(
                    $"the cloud refused `{method}` for `{address}`", new IOException("status 500: internal error"));
            case FaultAction.Auth:
                throw new ConnectorServiceException(ConnectorErrorCode.Auth, "the token is not allowed to do this");
            case FaultAction.Conflict:
                throw new ConnectorServiceException(ConnectorErrorCode.Conflict, $"`{address}` was changed meanwhile");
            case FaultAction.Unavailable:
                throw new ConnectorServiceException(ConnectorErrorCode.Unavailable, "the cloud does not answer") { RetrySafe = true };
            case FaultAction.RateLimited:
                throw new ConnectorServiceException(ConnectorErrorCode.RateLimited, "too many calls")
                {
                    RetryAfter = TimeSpan.FromMilliseconds(10),
                    RetrySafe = true,
                };
            case FaultAction.Hang:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case FaultAction.Drop:
                var request = requests.HttpContext ?? throw new InvalidOperationException($"`{method}` is no call, there is nothing to drop");
                request.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
                throw new IOException("the connection was dropped");
            case FaultAction.Die:
                // No handler, no flush: as if the machine had lost power.
                using (var self = Process.GetCurrentProcess())
                {
                    self.Kill();
                }

                Thread.Sleep(Timeout.Infinite);
                break;
            case FaultAction.Exit:
                Environment.Exit(3);
                break;
            default:
                throw new UnreachableException(fault.Action.ToString());
        }
    }
}
