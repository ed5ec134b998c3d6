using System.Diagnostics;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>The host calls a connector as often at once as it may, and each call must be answered as if it were alone.</summary>
internal sealed class ConcurrentAnswersAgree() : ReadingLaw("concurrent-answers-agree", "64 calls at once are answered like one after another")
{
    private const int Fold = 64;

    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);

    public override IReadOnlyList<string> Needs => [FilterIsPure.Law];

    public override async Task TryAsync(LawSubject subject, LawFindings findings, CancellationToken cancellationToken)
    {
        var alone = Stopwatch.GetTimestamp();
        var calls = new List<(Call Call, string Answer)>();
        foreach (var call in Calls(subject))
        {
            var attempt = await Attempt.OfAsync(call.AskAsync(subject.Reader, cancellationToken));
            if (attempt.Error is null)
            {
                calls.Add((call, attempt.Answer!));
            }
            else
            {
                findings.Excuse(attempt.Error);
            }
        }

        if (calls.Count == 0)
        {
            return;
        }

        // At once they may take as long as one after another, but not for ever.
        var passed = Stopwatch.GetElapsedTime(alone);
        var probe = subject.Reader.WithLimit(subject.Limit + ((passed + AtLeast) * 2 * ((Fold / calls.Count) + 1)));
        probe.ForgetFilters();
        var many = Enumerable.Range(0, Fold).Select(index => calls[index % calls.Count]).ToList();
        var answers = await Task.WhenAll(many.Select(item => Attempt.OfAsync(item.Call.AskAsync(probe, cancellationToken))));
        foreach (var ((call, expected), answer) in many.Zip(answers))
        {
            findings.Count();
            if (answer.Error is { } error)
            {
                findings.Fail(call.Counterexample(expected, findings.Describe(error)));
            }
            else if (answer.Answer != expected && await Attempt.OfAsync(call.AskAsync(subject.Reader, cancellationToken)) is { Error: null, Answer: { } again } && again == expected)
            {
                findings.Fail(call.Counterexample(expected, answer.Answer!));
            }
        }
    }

    private static IEnumerable<Call> Calls(LawSubject subject)
    {
        foreach (var sample in subject.Samples.Bodies.Take(Fold / 4))
        {
            yield return new("Filter", sample, async (reader, token) => (await reader.FilterAsync(sample.Address, token)).ToString());

            // About the same bytes twice a connector with declared kinds is not asked.
            byte[] other = [.. sample.Body.Span, (byte)'\n'];
            yield return new("Eq", sample, async (reader, token) => (await reader.EqAsync(sample.Address, sample.Body, other, token)).ToString());
            yield return new("Diag", sample, async (reader, token) => string.Join('\n', await reader.DiagAsync(sample.Address, sample.Body, token)));
            yield return new("Plan", sample, async (reader, token)
                => string.Join('\n', (await reader.PlanAsync(sample.Physical, sample.Body, sample.Body, token)).Select(op => op.Definition)));
            yield return new("AddrVirtToPhy", sample, async (reader, token) => Describe(await reader.VirtualToPhysicalAsync(sample.Address, token)));
            if (!sample.IsSkeleton)
            {
                // Many connectors write maps in random order.
                yield return new("Get", sample, async (reader, token) => await reader.GetAsync(sample.Physical, token) is { } remote
                    ? CanonicalValue.Fingerprint(sample.Format, remote.Body.Span)
                    : "nothing");
            }
        }
    }

    private static string Describe(PhysicalMapping mapping) => mapping is PhysicalMapping.Deferred deferred
        ? $"deferred on {string.Join(", ", deferred.Reads)}"
        : mapping.ToString();

    private sealed record Call(string Method, LawSample Sample, Func<IConnectorReader, CancellationToken, Task<string>> Ask)
    {
        public Task<string> AskAsync(IConnectorReader reader, CancellationToken cancellationToken) => Ask(reader, cancellationToken);

        public Counterexample Counterexample(string expected, string got)
            => new(Method, Sample.Address.Text, [LawText.Input("body", Sample.Body)], $"as when asked alone: {expected}", got);
    }
}
