namespace Autoschematic.Model.Plans;

/// <summary>What reading a plan file came to.</summary>
public abstract record PlanFileParse
{
    private PlanFileParse()
    {
    }

    public sealed record Read(PlanFile Plan) : PlanFileParse;

    /// <summary>It has a form that only a later version of this program knows.</summary>
    public sealed record Newer(int Format) : PlanFileParse;

    /// <summary>It is none, or not as it was written.</summary>
    public sealed record Damaged(string Problem) : PlanFileParse;
}
