using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`autoschematic.ron` as it is written.</summary>
[GenerateShape]
internal sealed partial record AutoschematicConfig(IReadOnlyDictionary<string, PrefixDocument> Prefixes);
