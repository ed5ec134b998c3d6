using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>Collects what came of one law while it is tried.</summary>
/// <param name="describe">Says what went wrong in a failed call.</param>
internal sealed class LawFindings(Func<ConnectorException, string> describe)
{
    private const int Most = 3;

    private readonly List<Counterexample> found = [];
    private string? excuse;
    private string idle = "there was nothing to try it on";
    private string? remark;
    private int cases;

    /// <summary>Whether there are counterexamples enough.</summary>
    public bool IsFull => found.Count >= Most;

    /// <summary>A case was tried.</summary>
    public void Count() => cases++;

    public void Fail(Counterexample counterexample)
    {
        if (!IsFull && !found.Contains(counterexample))
        {
            found.Add(counterexample);
        }
    }

    /// <summary>A case could not be decided, which matters when no other could be either.</summary>
    public void Excuse(string reason) => excuse ??= reason;

    /// <summary>What was left out although other cases were tried.</summary>
    public void LeftOut(string what) => remark ??= what;

    /// <summary>Why there may be no case at all, unless one could not be decided.</summary>
    public void Idle(string reason) => idle = reason;

    public void Excuse(ConnectorException error) => Excuse(Describe(error));

    /// <summary>A call that had to succeed: a refusal breaks the law, anything else is another law's business.</summary>
    public void Refused(string method, string address, IReadOnlyList<LawInput> inputs, string expected, ConnectorException error)
    {
        if (error.Failure is ConnectorFailure.Answered or ConnectorFailure.Unimplemented)
        {
            Count();
            Fail(new(method, address, inputs, expected, $"an error: {Describe(error)}"));
        }
        else
        {
            Excuse(error);
        }
    }

    public string Describe(ConnectorException error) => describe(error);

    public LawReport Close(string law, string title) => found.Count > 0
        ? new(law, title, LawVerdict.Failed, Math.Max(cases, found.Count), null, found)
        : cases > 0
            ? new(law, title, LawVerdict.Held, cases, remark, [])
            : new(law, title, LawVerdict.Skipped, 0, excuse ?? idle, []);
}
