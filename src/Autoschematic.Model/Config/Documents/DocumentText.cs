namespace Autoschematic.Model.Config.Documents;

/// <summary>What the text of a field is, so that an editor can offer what would be right.</summary>
public enum DocumentText
{
    /// <summary>Anything.</summary>
    Free,

    /// <summary>The name of a prefix, which is a folder.</summary>
    PrefixFolder,

    /// <summary>The name of a prefix that the configuration has.</summary>
    Prefix,

    /// <summary>The shortname of a connector that the configuration has.</summary>
    Connector,

    /// <summary>The name of a role of the same file.</summary>
    Role,

    /// <summary>A file of the repository.</summary>
    File,

    /// <summary>A file or folder of the repository that a connector is started from.</summary>
    Program,

    /// <summary>A pattern over addresses.</summary>
    Address,

    /// <summary>A value of a variable, which may be `env://NAME` or `secret://PATH`.</summary>
    Variable,

    /// <summary>The protocol of a connector, as a text.</summary>
    Protocol,

    /// <summary>How finished a connector is, as a text.</summary>
    Stability,
}
