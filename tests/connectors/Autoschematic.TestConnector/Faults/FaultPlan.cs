using Autoschematic.Sdk;
using Autoschematic.TestConnector.Cloud;

namespace Autoschematic.TestConnector.Faults;

/// <summary>Lets the faults of a test happen.</summary>
internal sealed class FaultPlan(IReadOnlyList<Fault> faults, CloudStore store)
{
    private const string AfterSuffix = "-after";

    /// <summary>Faults of a call before it has done anything.</summary>
    public async Task BeforeAsync(string method, string address, CancellationToken cancellationToken)
    {
        foreach (var fault in faults.Where(fault => !IsAfter(fault) && fault.Matches(method, address)))
        {
            if (Claim(fault))
            {
                await HappenAsync(fault, method, address, cancellationToken);
            }
        }
    }

    /// <summary>Faults of a call that has done its work and would answer now.</summary>
    public async Task AfterAsync(string method, string address, CancellationToken cancellationToken)
    {
        foreach (var fault in faults.Where(fault => IsAfter(fault) && fault.Matches(method, address)))
        {
            if (Claim(fault))
            {
                await HappenAsync(fault with { Action = fault.Action[..^AfterSuffix.Length] }, method, address, cancellationToken);
            }
        }
    }

    private static bool IsAfter(Fault fault) => fault.Action.EndsWith(AfterSuffix, StringComparison.Ordinal);

    private bool Claim(Fault fault) => !fault.Once || store.TryMark($"{fault.Action} {fault.Method} {fault.Pattern}");

    private static async Task HappenAsync(Fault fault, string method, string address, CancellationToken cancellationToken)
    {
        switch (fault.Action)
        {
            case "fail":
                throw new ConnectorServiceException(
                    $"the cloud refused `{method}` for `{address}`", new IOException("status 500: internal error"));
            case "auth":
                throw new ConnectorServiceException(ConnectorErrorCode.Auth, "the token is not allowed to do this");
            case "unavailable":
                throw new ConnectorServiceException(ConnectorErrorCode.Unavailable, "the cloud does not answer") { RetrySafe = true };
            case "rate-limited":
                throw new ConnectorServiceException(ConnectorErrorCode.RateLimited, "too many calls")
                {
                    RetryAfter = TimeSpan.FromMilliseconds(10),
                    RetrySafe = true,
                };
            case "die":
                // No handler, no flush: as if the machine had lost power.
                using (var self = System.Diagnostics.Process.GetCurrentProcess())
                {
                    self.Kill();
                }

                Thread.Sleep(Timeout.Infinite);
                break;
            case "exit":
                Environment.Exit(3);
                break;
            case "hang":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            default:
                throw new FormatException($"`{fault.Action}` is not a fault");
        }
    }
}
