namespace Autoschematic.Engine.Workflows.Laws.Reading;

/// <summary>The laws that change nothing, in the order they are tried: what may do harm to a connector comes last.</summary>
internal static class ReadingLaws
{
    /// <summary>Those that give a connector only what it has to expect.</summary>
    public static IReadOnlyList<ReadingLaw> Gentle { get; } =
    [
        new FilterIsPure(),
        new ListAgreesWithFilter(),
        new KindsAgreeWithFilter(),
        new AddressesRoundTrip(),
        new AddressesStayInside(),
        new EqIsReflexive(),
        new EqIsSymmetric(),
        new EqIgnoresLayout(),
        new PlanOfSameIsEmpty(),
        new SkeletonsAreOwned(),
        new SkeletonsAreClean(),
        new ConcurrentAnswersAgree(),
    ];

    /// <summary>Those that give it what it does not expect, and those that look back at all calls.</summary>
    public static IReadOnlyList<ReadingLaw> Rough { get; } =
    [
        new DiagStaysInside(),
        new BadBodiesAreRefused(),
        new BadInputNeverCrashes(),
        new CallsAreAnswered(),
    ];
}
