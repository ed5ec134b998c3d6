using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>The connector that laws are tried on, for reading and planning only.</summary>
/// <param name="Workspace">The repository.</param>
/// <param name="Prefix">Where it serves.</param>
/// <param name="Reader">The connector as every command sees it, with what the host answers for it.</param>
/// <param name="Own">The connector itself.</param>
/// <param name="Samples">What it said of itself.</param>
/// <param name="Limit">How long a call may take.</param>
/// <param name="Seed">Which of many possible cases are tried.</param>
internal sealed record LawSubject(Workspace Workspace, Prefix Prefix, LawProbe Reader, LawProbe Own, LawSamples Samples, TimeSpan Limit, int Seed)
{
    /// <summary>A checked address, or what is wrong with the text.</summary>
    public (Address? Address, string Problem) Check(string text)
    {
        var address = Address.TryParseForeign(text, out var problem);
        var reserved = address is null ? null : Workspace.Reserved.Check(Prefix.FileOf(address));
        return reserved is null ? (address, problem ?? "") : (null, reserved);
    }

    /// <summary>Calls that were not answered so far.</summary>
    public IEnumerable<LawIncident> Incidents => Reader.Incidents.Concat(Own.Incidents);

    /// <summary>A source of choices that are the same for the same seed.</summary>
    public Random Choices(string law) => new(Seed + law.Sum(character => character));
}
