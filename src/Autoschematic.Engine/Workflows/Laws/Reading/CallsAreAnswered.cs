namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>What was asked while all other laws were tried must have been answered, and what the connector named itself it must know.</summary>
internal sealed class CallsAreAnswered() : ReadingLaw("calls-are-answered", "Calls for what exists are answered, and all in time")
{
    public override Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        foreach (var _ in subject.Samples.Answered)
        {
            findings.Count();
        }

        foreach (var refused in subject.Samples.Refused)
        {
            findings.Count();
            findings.Fail(new(refused.Method, refused.Address, [], "an answer", $"an error: {findings.Describe(refused.Error)}"));
        }

        foreach (var incident in subject.Incidents.Where(incident => incident.IsSilence))
        {
            findings.Count();
            findings.Fail(new(incident.Method, incident.Address, incident.Inputs, "an answer in time", findings.Describe(incident.Error)));
        }

        return Task.CompletedTask;
    }
}
