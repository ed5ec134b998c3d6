using PolyType;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`autoschematic.ron` as it is written.</summary>
[Doc("The configuration of a repository: which connectors manage which folders.")]
[GenerateShape]
internal sealed partial record AutoschematicConfig(
    [Doc(
        "The prefixes by their names. A prefix is a folder of the repository whose files are the resources of its connectors, such as "
            + "`main` or `offices/taipei`; `\"/\"`, alone, is the whole repository. No prefix may lie inside another.",
        Text = DocumentText.PrefixFolder)]
    IReadOnlyDictionary<string, PrefixDocument> Prefixes);
