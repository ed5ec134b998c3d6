namespace Autoschematic.TestClouds;

/// <summary>One mutating call, as it reached the connector.</summary>
/// <param name="Number">Calls are numbered in the order in which they came.</param>
/// <param name="Process">The connector's process id.</param>
/// <param name="Op">`create`, `update`, `replace`, `delete` or `task`.</param>
/// <param name="Address">The address that was called.</param>
/// <param name="Subject">The physical address it was done to, or for a task its step, such as `1/3`; null when nothing was done.</param>
/// <param name="Key">The idempotency key, or for a task its argument.</param>
/// <param name="Outcome">How far it came.</param>
public sealed record CloudCall(
    long Number, int Process, string Op, string Address, string? Subject, string? Key, CallOutcome Outcome)
{
    /// <summary>The call in one line, such as `create vm/web.json vm/vm-1.json KEY Done`.</summary>
    public override string ToString() => $"{Op} {Address} {Subject ?? "-"} {Key ?? "-"} {Outcome}";
}
